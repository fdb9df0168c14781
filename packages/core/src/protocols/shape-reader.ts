import { ResponseParserError } from "../errors/parser.js";
import type {
  BlobSchema,
  ListSchema,
  MapSchema,
  ScalarKind,
  StructureSchema,
  TimestampSchema,
  ValueSchema,
} from "../schema/read.js";
import type { IntegerReading } from "./number.js";
import { setOwn } from "./own-property.js";

/** Turns a decoded value (of JSON, of CBOR) into what its schema says. Structures and lists are changed in place. */
export type ReadValue = (value: unknown, reading: IntegerReading) => unknown;

/** Readers for the scalars that do not come out of decoding as they should be. They never see null. */
export type ScalarReaders = { readonly [kind in ScalarKind | "document" | "json"]?: ReadValue };

/**
 * Makes a reader of decoded values for one format.
 *
 * It drops what is not modelled and null members, keeps null items of lists and maps, and gives the unknown arm of a
 * union as `{ $unknown: [name, value] }`. Each schema is compiled once, at first use.
 *
 * @see botocore parsers.py, BaseJSONParser and BaseRpcV2Parser
 */
export function shapeReader(
  codeReader: (schema: TimestampSchema | BlobSchema) => ReadValue,
  scalars: ScalarReaders,
): (schema: ValueSchema) => ReadValue | undefined {
  const readers = new WeakMap<ValueSchema, ReadValue>();
  return readerOf;

  /** Undefined where the decoded value already is right. */
  function readerOf(schema: ValueSchema): ReadValue | undefined {
    if (schema.kind === "timestamp" || schema.kind === "blob") return codeReader(schema);
    if (schema.kind !== "structure" && schema.kind !== "list" && schema.kind !== "map") return scalars[schema.kind];
    let read = readers.get(schema);
    if (read === undefined) readers.set(schema, (read = compile(schema)));
    return read;
  }

  function compile(schema: StructureSchema | ListSchema | MapSchema): ReadValue {
    if (schema.kind === "list") return compileList(schema);
    if (schema.kind === "map") return compileMap(schema);
    const read = compileStructure(schema);
    return schema.union ? compileUnion(schema, read) : read;
  }

  function compileStructure(schema: StructureSchema): ReadValue {
    let members: Map<string, { readonly name: string; readonly read: ReadValue | undefined }> | undefined;
    const renames = schema.members.some((member) => member.wireName !== member.name);
    return (value, reading) => {
      if (!isObject(value)) throw mismatch("a structure", value);
      members ??= new Map(
        schema.members.map(({ name, wireName, value: type }) => [wireName, { name, read: readerOf(type) }]),
      );
      const keys = Object.keys(value);
      let output: Record<string, unknown> | undefined = renames ? {} : undefined;
      for (let index = 0; index < keys.length; index++) {
        const key = keys[index]!;
        const given = value[key];
        const member = members.get(key);
        if (member === undefined || given === null) {
          output ??= pick(value, keys, index);
          continue;
        }
        const read = member.read === undefined ? given : member.read(given, reading);
        if (output !== undefined) output[member.name] = read;
        else if (read !== given) value[key] = read;
      }
      return output ?? value;
    };
  }

  function compileUnion(schema: StructureSchema, read: ReadValue): ReadValue {
    const known = new Set(schema.members.map((member) => member.wireName));
    return (value, reading) => {
      if (!isObject(value)) throw mismatch("a union", value);
      const tags = Object.keys(value).filter((key) => key !== "__type" && value[key] !== null);
      const tag = tags[0];
      if (tag === undefined || tags.length > 1) {
        throw new ResponseParserError(`A union in the response has ${tags.length} members set instead of one.`);
      }
      return known.has(tag) ? read(value, reading) : { $unknown: [tag, value[tag]] };
    };
  }

  function compileMap(schema: MapSchema): ReadValue {
    let read: ReadValue | undefined;
    let compiled = false;
    return (value, reading) => {
      if (!isObject(value)) throw mismatch("a map", value);
      if (!compiled) {
        read = readerOf(schema.value);
        compiled = true;
      }
      if (read === undefined) return value;
      for (const key of Object.keys(value)) {
        const given = value[key];
        if (given === null) continue;
        const item = read(given, reading);
        if (item !== given) setOwn(value, key, item);
      }
      return value;
    };
  }

  function compileList(schema: ListSchema): ReadValue {
    let read: ReadValue | undefined;
    let compiled = false;
    return (value, reading) => {
      if (!Array.isArray(value)) throw mismatch("a list", value);
      if (!compiled) {
        read = readerOf(schema.member);
        compiled = true;
      }
      if (read === undefined) return value;
      for (let index = 0; index < value.length; index++) {
        const given = value[index];
        if (given !== null) value[index] = read(given, reading);
      }
      return value;
    };
  }
}

/** The first `count` members: all of them are modelled, bear their own names and have been read. */
function pick(value: Record<string, unknown>, keys: readonly string[], count: number): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (let index = 0; index < count; index++) picked[keys[index]!] = value[keys[index]!];
  return picked;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mismatch(expected: string, value: unknown): ResponseParserError {
  const found = value === null ? "null" : Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
  return new ResponseParserError(`The response has ${found} where the model says ${expected}.`);
}
