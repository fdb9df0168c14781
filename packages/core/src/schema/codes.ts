import type { BlobSchema, DocumentSchema, JsonValueSchema, TimestampSchema, UnionCode } from "./read.js";

/**
 * The compact form in which generated packages state how a shape travels. Only this folder reads it:
 * everything else works on what `read.ts` makes of it.
 *
 * - A scalar is a number: a kind (`STRING` … `DOUBLE`), plus `SENSITIVE`, plus `NONEMPTY` (minimum length one).
 * - `["n", scalar, min]` is a scalar with another minimum (length, or value for numbers).
 * - `["k", schema]` is a scalar that brings its code (bytes, a timestamp, a document, JSON in a header), and a union has its own
 *   for trait, so that bundles without them hold none of that code.
 * - `["l", member, traits?]` is a list and `["m", value, traits?]` a map; `traits` is the minimum or an object.
 * - A structure is a plain object from member name to member; its own traits stand under `$`.
 * - A function stands for a structure that is defined further down (back edges of recursive shapes only).
 * - `["s", text, ...refs]` is a structure as JSON, in which `"^0"` stands for the first of `refs`: built packages have it
 *   in place of the object, which is then made of those structures alone that are used.
 * - `["t", type, bits, wireName?, extra?]` is a member with traits; a member without any is its bare type.
 */
export type TypeCode =
  | number
  | readonly ["n", scalar: number, min: number]
  | ScalarWithCode
  | readonly ["l", member: TypeCode, traits?: number | ListTraits]
  | readonly ["m", value: TypeCode, traits?: number | MapTraits]
  | Schema
  | (() => Schema);

export type MemberCode =
  | TypeCode
  | readonly ["t", type: TypeCode, bits: number, wireName?: string | 0, extra?: MemberExtra];

export type ScalarWithCode = readonly ["k", schema: BlobSchema | TimestampSchema | DocumentSchema | JsonValueSchema];

/** A structure as built packages state it. */
export type SealedSchema = readonly [
  "s",
  text: string,
  ...refs: (Schema | (() => Schema) | ScalarWithCode | UnionCode)[],
];

/** A structure. */
export interface Schema {
  readonly [member: string]: MemberCode | StructureTraits;
}

export interface StructureTraits {
  /** A union: exactly one of its members is set. */
  readonly union?: UnionCode;
  /** An event stream: each member is one kind of event. */
  readonly eventStream?: 1;
  readonly sensitive?: 1;
  /** The element name of the shape itself (REST-XML). */
  readonly name?: string;
  readonly namespace?: Namespace;
}

export interface ListTraits {
  readonly min?: number;
  /** Wire name of an element, where it is not `member`. */
  readonly name?: string;
  readonly flattened?: 1;
  readonly sensitive?: 1;
  readonly namespace?: Namespace;
}

export interface MapTraits {
  readonly min?: number;
  /** Type of the keys, where it is not a plain string. */
  readonly key?: number | readonly ["n", scalar: number, min: number];
  readonly keyName?: string;
  readonly valueName?: string;
  readonly keyNamespace?: Namespace;
  readonly valueNamespace?: Namespace;
  readonly flattened?: 1;
  readonly sensitive?: 1;
}

export interface MemberExtra {
  /** EC2's own name in query strings. */
  readonly queryName?: string;
  readonly namespace?: Namespace;
  /** Name of the shape, kept only where a customization goes by it. */
  readonly shape?: string;
}

export type Namespace = readonly [uri: string, prefix?: string];

export const STRING = 0;
export const BOOLEAN = 1;
export const INTEGER = 2;
export const LONG = 3;
export const FLOAT = 4;
export const DOUBLE = 5;

export const SENSITIVE = 32;
export const NONEMPTY = 64;

export const BODY = 0;
export const HEADER = 1;
export const HEADERS = 2;
export const QUERYSTRING = 3;
export const URI = 4;
export const STATUS_CODE = 5;

export const REQUIRED = 8;
export const PAYLOAD = 16;
export const IDEMPOTENCY_TOKEN = 32;
export const HOST_LABEL = 64;
export const STREAMING = 128;
export const XML_ATTRIBUTE = 256;
export const EVENT_HEADER = 1024;
export const EVENT_PAYLOAD = 2048;
/** A streaming blob whose length must be known before it is sent. */
export const REQUIRES_LENGTH = 4096;
