import type { IntegerReading } from "../protocols/number.js";
import type { ValidationContext } from "../protocols/validate.js";
import type { XmlCursor } from "../protocols/xml/cursor.js";
import {
  BODY,
  BOOLEAN,
  DOUBLE,
  EVENT_HEADER,
  EVENT_PAYLOAD,
  FLOAT,
  HEADER,
  HEADERS,
  HOST_LABEL,
  IDEMPOTENCY_TOKEN,
  INTEGER,
  type ListTraits,
  LONG,
  type MapTraits,
  type MemberCode,
  type MemberExtra,
  type Namespace,
  NONEMPTY,
  PAYLOAD,
  QUERYSTRING,
  REQUIRED,
  REQUIRES_LENGTH,
  type ScalarWithCode,
  type Schema,
  SENSITIVE,
  type SealedSchema,
  STATUS_CODE,
  STREAMING,
  STRING,
  type StructureTraits,
  type TypeCode,
  URI,
  XML_ATTRIBUTE,
} from "./codes.js";

export type TimestampFormat = "iso8601" | "unixTimestamp" | "rfc822";
export type ScalarKind = "string" | "boolean" | "integer" | "long" | "float" | "double";
export type Location = "body" | "header" | "headers" | "querystring" | "uri" | "statusCode";

export type ScalarSchema = PlainScalarSchema | BlobSchema | TimestampSchema | DocumentSchema | JsonValueSchema;

export interface PlainScalarSchema {
  readonly kind: ScalarKind;
  readonly min: number | undefined;
  readonly sensitive: boolean;
}

/** What schemas have that bring their code. */
interface CheckedByItself {
  readonly min?: undefined;
  readonly sensitive: boolean;
  /** Reports what is wrong with an input value. One that is the whole body may be `streamed`. */
  check(value: unknown, context: ValidationContext, streamed: boolean): void;
}

/** A timestamp, with the code that reads and writes it (`protocols/timestamp.ts`). */
export interface TimestampSchema extends CheckedByItself {
  readonly kind: "timestamp";
  /** Set where the model overrides the protocol's default. */
  readonly format: TimestampFormat | undefined;
  readonly code: TimestampCode;
}

/** Bytes, with their code (`protocols/blob.ts`). */
export interface BlobSchema extends CheckedByItself {
  readonly kind: "blob";
  /** Writes an input value as base64. */
  encode(value: unknown): string;
  decode(base64: string): Uint8Array;
}

/** A document, with the code that checks one (`protocols/document.ts`). */
export interface DocumentSchema extends CheckedByItself {
  readonly kind: "document";
}

/** A JSON value in a header, with its code (`protocols/json-value.ts`). */
export interface JsonValueSchema extends CheckedByItself {
  readonly kind: "json";
  format(value: unknown): string;
  parse(text: string): unknown;
}

/** What makes a structure a union (`protocols/union.ts`). */
export interface UnionCode {
  /** Reports when not exactly one member is set. */
  check(schema: StructureSchema, count: number, context: ValidationContext): void;
  /** Reads one out of the element that the cursor has opened (`protocols/xml/union.ts`). */
  readXml?(schema: StructureSchema, cursor: XmlCursor, reading: IntegerReading): Record<string, unknown>;
}

export interface TimestampCode {
  format(value: unknown, format: TimestampFormat, milliseconds?: boolean, wholeSeconds?: boolean): string | number;
  parse(value: unknown): Date;
}

export interface ListSchema {
  readonly kind: "list";
  readonly member: ValueSchema;
  /** Wire name of an element; undefined where the protocol's default (`member`) holds. */
  readonly memberName: string | undefined;
  readonly flattened: boolean;
  readonly min: number | undefined;
  readonly sensitive: boolean;
  readonly namespace: Namespace | undefined;
}

export interface MapSchema {
  readonly kind: "map";
  readonly key: ScalarSchema;
  readonly value: ValueSchema;
  readonly keyName: string;
  readonly valueName: string;
  readonly keyNamespace: Namespace | undefined;
  readonly valueNamespace: Namespace | undefined;
  readonly flattened: boolean;
  readonly min: number | undefined;
  readonly sensitive: boolean;
}

export interface StructureSchema {
  readonly kind: "structure";
  readonly members: readonly MemberSchema[];
  /** Members by their name in the model, which is their name in JavaScript. */
  readonly byName: ReadonlyMap<string, MemberSchema>;
  readonly required: readonly MemberSchema[];
  /** The member that alone makes up the body. */
  readonly payload: MemberSchema | undefined;
  readonly union: UnionCode | undefined;
  readonly eventStream: boolean;
  readonly sensitive: boolean;
  /** Element name of the shape itself, where the model gives one. */
  readonly name: string | undefined;
  readonly namespace: Namespace | undefined;
}

export type ValueSchema = ScalarSchema | ListSchema | MapSchema | StructureSchema;

export interface MemberSchema {
  readonly name: string;
  /** Name on the wire: the model's `locationName`, else `name`. */
  readonly wireName: string;
  /** Whether the model gives a `locationName` at all (EC2 and flattened lists differ by it). */
  readonly renamed: boolean;
  readonly value: ValueSchema;
  readonly location: Location;
  readonly required: boolean;
  readonly sensitive: boolean;
  readonly idempotencyToken: boolean;
  readonly hostLabel: boolean;
  readonly streaming: boolean;
  readonly requiresLength: boolean;
  readonly xmlAttribute: boolean;
  readonly eventHeader: boolean;
  readonly eventPayload: boolean;
  readonly queryName: string | undefined;
  readonly namespace: Namespace | undefined;
  /** Name of the member's shape, only where a customization goes by it. */
  readonly shape: string | undefined;
}

/** Reads a structure's schema. The result is made once per schema and kept as long as the schema. */
export function readSchema(schema: Schema): StructureSchema {
  let structure = structures.get(schema);
  if (structure === undefined) structures.set(schema, (structure = new ReadStructure(schema)));
  return structure;
}

/** Reads the type of one value. */
export function readType(code: TypeCode): ValueSchema {
  if (typeof code === "number") return readScalar(code);
  if (typeof code === "function") return readSchema(code());
  if (!Array.isArray(code) || code[0] === "s") return readSchema(code as Schema);
  if (code[0] === "k") return (code as ScalarWithCode)[1];
  const known = compounds.get(code);
  if (known !== undefined) return known;
  const [tag, inner, traits] = code as readonly [string, TypeCode, (number | ListTraits | MapTraits)?];
  if (tag === "n") return { ...readScalar(inner as number), min: traits as number };
  const compound = tag === "l" ? new ReadList(inner, traits ?? {}) : new ReadMap(inner, traits ?? {});
  compounds.set(code, compound);
  return compound;
}

const structures = /*#__PURE__*/ new WeakMap<Schema, StructureSchema>();
const compounds = /*#__PURE__*/ new WeakMap<object, ListSchema | MapSchema>();

function readScalar(code: number): PlainScalarSchema {
  return {
    kind: kindByCode[code & 31]!,
    min: code & NONEMPTY ? 1 : undefined,
    sensitive: (code & SENSITIVE) !== 0,
  };
}

const kindByCode: Readonly<Record<number, ScalarKind>> = {
  [STRING]: "string",
  [BOOLEAN]: "boolean",
  [INTEGER]: "integer",
  [LONG]: "long",
  [FLOAT]: "float",
  [DOUBLE]: "double",
};

// Fields that a constructor sets are only declared: defined as well, they would add 100 bytes gzip to every bundle.

/** Members are read at first use: a call touches few of the structures that its output could hold. */
class ReadStructure implements StructureSchema {
  readonly kind = "structure";
  declare readonly union: UnionCode | undefined;
  declare readonly eventStream: boolean;
  declare readonly sensitive: boolean;
  declare readonly name: string | undefined;
  declare readonly namespace: Namespace | undefined;
  readonly #schema: Schema;
  #members: MemberSchema[] | undefined;
  #byName: Map<string, MemberSchema> | undefined;
  #required: MemberSchema[] | undefined;

  constructor(given: Schema | SealedSchema) {
    const schema = Array.isArray(given) ? unseal(given as SealedSchema) : (given as Schema);
    const traits = (schema["$"] ?? {}) as StructureTraits;
    this.#schema = schema;
    this.union = traits.union;
    this.eventStream = traits.eventStream === 1;
    this.sensitive = traits.sensitive === 1;
    this.name = traits.name;
    this.namespace = traits.namespace;
  }

  get members(): readonly MemberSchema[] {
    if (this.#members === undefined) {
      this.#members = [];
      for (const name in this.#schema) {
        if (name !== "$") this.#members.push(new ReadMember(name, this.#schema[name] as MemberCode));
      }
    }
    return this.#members;
  }

  get byName(): ReadonlyMap<string, MemberSchema> {
    this.#byName ??= new Map(this.members.map((member) => [member.name, member]));
    return this.#byName;
  }

  get required(): readonly MemberSchema[] {
    this.#required ??= this.members.filter((member) => member.required);
    return this.#required;
  }

  get payload(): MemberSchema | undefined {
    return this.members.find((member) => (member as ReadMember).payload);
  }
}

function unseal([, text, ...refs]: SealedSchema): Schema {
  return JSON.parse(text, (_, value) =>
    typeof value === "string" && value.startsWith("^") ? refs[Number(value.slice(1))] : value,
  ) as Schema;
}

class ReadMember implements MemberSchema {
  declare readonly name: string;
  declare readonly wireName: string;
  declare readonly renamed: boolean;
  declare readonly location: Location;
  declare readonly queryName: string | undefined;
  declare readonly namespace: Namespace | undefined;
  declare readonly shape: string | undefined;
  declare readonly required: boolean;
  declare readonly payload: boolean;
  declare readonly idempotencyToken: boolean;
  declare readonly hostLabel: boolean;
  declare readonly streaming: boolean;
  declare readonly requiresLength: boolean;
  declare readonly xmlAttribute: boolean;
  declare readonly eventHeader: boolean;
  declare readonly eventPayload: boolean;
  readonly #type: TypeCode;
  #value: ValueSchema | undefined;

  constructor(name: string, code: MemberCode) {
    const traited = Array.isArray(code) && code[0] === "t";
    const [, type, bits, wireName, extra] = (traited ? code : ["t", code, 0]) as readonly [
      "t",
      TypeCode,
      number,
      (string | 0)?,
      MemberExtra?,
    ];
    this.name = name;
    this.#type = type;
    this.wireName = wireName || name;
    this.renamed = Boolean(wireName);
    this.location = locationByBits[bits & 7]!;
    this.required = (bits & REQUIRED) !== 0;
    this.payload = (bits & PAYLOAD) !== 0;
    this.idempotencyToken = (bits & IDEMPOTENCY_TOKEN) !== 0;
    this.hostLabel = (bits & HOST_LABEL) !== 0;
    this.streaming = (bits & STREAMING) !== 0;
    this.requiresLength = (bits & REQUIRES_LENGTH) !== 0;
    this.xmlAttribute = (bits & XML_ATTRIBUTE) !== 0;
    this.eventHeader = (bits & EVENT_HEADER) !== 0;
    this.eventPayload = (bits & EVENT_PAYLOAD) !== 0;
    this.queryName = extra?.queryName;
    this.namespace = extra?.namespace;
    this.shape = extra?.shape;
  }

  get value(): ValueSchema {
    this.#value ??= readType(this.#type);
    return this.#value;
  }

  get sensitive(): boolean {
    return this.value.sensitive;
  }
}

const locationByBits: Readonly<Record<number, Location>> = {
  [BODY]: "body",
  [HEADER]: "header",
  [HEADERS]: "headers",
  [QUERYSTRING]: "querystring",
  [URI]: "uri",
  [STATUS_CODE]: "statusCode",
};

class ReadList implements ListSchema {
  readonly kind = "list";
  declare readonly memberName: string | undefined;
  declare readonly flattened: boolean;
  declare readonly min: number | undefined;
  declare readonly sensitive: boolean;
  declare readonly namespace: Namespace | undefined;
  readonly #type: TypeCode;
  #member: ValueSchema | undefined;

  constructor(type: TypeCode, traits: number | ListTraits) {
    const given: ListTraits = typeof traits === "number" ? { min: traits } : traits;
    this.#type = type;
    this.memberName = given.name;
    this.flattened = given.flattened === 1;
    this.min = given.min;
    this.sensitive = given.sensitive === 1;
    this.namespace = given.namespace;
  }

  get member(): ValueSchema {
    this.#member ??= readType(this.#type);
    return this.#member;
  }
}

class ReadMap implements MapSchema {
  readonly kind = "map";
  declare readonly key: ScalarSchema;
  declare readonly keyName: string;
  declare readonly valueName: string;
  declare readonly keyNamespace: Namespace | undefined;
  declare readonly valueNamespace: Namespace | undefined;
  declare readonly flattened: boolean;
  declare readonly min: number | undefined;
  declare readonly sensitive: boolean;
  readonly #type: TypeCode;
  #value: ValueSchema | undefined;

  constructor(type: TypeCode, traits: number | MapTraits) {
    const given: MapTraits = typeof traits === "number" ? { min: traits } : traits;
    this.#type = type;
    this.key = readType(given.key ?? STRING) as ScalarSchema;
    this.keyName = given.keyName ?? "key";
    this.valueName = given.valueName ?? "value";
    this.keyNamespace = given.keyNamespace;
    this.valueNamespace = given.valueNamespace;
    this.flattened = given.flattened === 1;
    this.min = given.min;
    this.sensitive = given.sensitive === 1;
  }

  get value(): ValueSchema {
    this.#value ??= readType(this.#type);
    return this.#value;
  }
}
