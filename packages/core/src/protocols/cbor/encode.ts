import { toUtf8 } from "../../encoding/utf8.js";
import type { ListSchema, MapSchema, StructureSchema, ValueSchema } from "../../schema/read.js";
import { readBytes } from "../bytes.js";
import { formatTimestamp } from "../timestamp.js";
import {
  type CborWriter,
  LIST,
  MAP,
  TAG,
  writeByte,
  writeBytes,
  writeCbor,
  writeDouble,
  writeFloat,
  writeHead,
  writeInteger,
  writeRaw,
  writeText,
} from "./writer.js";

/**
 * Writes a structure as CBOR by its schema: definite lengths, members in the caller's order, timestamps as whole
 * seconds under tag 1, floats as wide as their type.
 *
 * @see botocore serialize.py, CBORSerializer
 */
export function encodeCbor(schema: ValueSchema, value: unknown): Uint8Array {
  return writeCbor((writer) => encoderOf(schema)(value, writer));
}

type Encode = (value: unknown, writer: CborWriter) => void;

const encoders = /*#__PURE__*/ new WeakMap<ValueSchema, Encode>();

function encoderOf(schema: ValueSchema): Encode {
  let encode = encoders.get(schema);
  if (encode === undefined) {
    const compiled = compile(schema);
    encode = (value, writer) => {
      if (value === null || value === undefined) writeByte(writer, 0xf6);
      else compiled(value, writer);
    };
    encoders.set(schema, encode);
  }
  return encode;
}

function compile(schema: ValueSchema): Encode {
  switch (schema.kind) {
    case "structure":
      return compileStructure(schema);
    case "list":
      return compileList(schema);
    case "map":
      return compileMap(schema);
    case "boolean":
      return (value, writer) => writeByte(writer, value ? 0xf5 : 0xf4);
    case "integer":
    case "long":
      return (value, writer) => writeInteger(writer, value as number | bigint);
    case "float":
      return (value, writer) => writeFloat(writer, Number(value));
    case "double":
      return (value, writer) => writeDouble(writer, Number(value));
    case "blob":
      return (value, writer) => writeBytes(writer, readBytes(value) ?? toUtf8(String(value)));
    case "timestamp":
      return encodeTimestamp;
    case "document":
      return encodeDocument;
    default:
      return (value, writer) => writeText(writer, String(value));
  }
}

interface Member {
  /** The encoded key. */
  readonly key: Uint8Array;
  readonly encode: Encode;
}

function compileStructure(schema: StructureSchema): Encode {
  let members: Map<string, Member> | undefined;
  return (value, writer) => {
    // Compiled at first use: schemas may be recursive.
    members ??= new Map(
      schema.members.map((member) => [
        member.name,
        { key: encodeKey(member.wireName), encode: encoderOf(member.value) },
      ]),
    );
    const given = value as Record<string, unknown>;
    const names = Object.keys(given);
    let count = 0;
    for (const name of names) if (isPresent(given[name]) && members.has(name)) count++;
    writeHead(writer, MAP, count);
    for (const name of names) {
      const member = members.get(name);
      if (member === undefined || !isPresent(given[name])) continue;
      writeRaw(writer, member.key);
      member.encode(given[name], writer);
    }
  };
}

function compileMap(schema: MapSchema): Encode {
  let encode: Encode | undefined;
  return (value, writer) => {
    encode ??= encoderOf(schema.value);
    const given = value as Record<string, unknown>;
    const keys = Object.keys(given).filter((key) => given[key] !== undefined);
    writeHead(writer, MAP, keys.length);
    for (const key of keys) {
      writeText(writer, key);
      encode(given[key], writer);
    }
  };
}

function compileList(schema: ListSchema): Encode {
  let encode: Encode | undefined;
  return (value, writer) => {
    encode ??= encoderOf(schema.member);
    const items = value as readonly unknown[];
    writeHead(writer, LIST, items.length);
    for (const item of items) encode(item, writer);
  };
}

function encodeTimestamp(value: unknown, writer: CborWriter): void {
  writeHead(writer, TAG, 1);
  writeInteger(writer, formatTimestamp(value, "unixTimestamp") as number);
}

function encodeDocument(value: unknown, writer: CborWriter): void {
  if (typeof value === "string") writeText(writer, value);
  else if (typeof value === "boolean") writeByte(writer, value ? 0xf5 : 0xf4);
  else if (typeof value === "bigint" || Number.isSafeInteger(value)) writeInteger(writer, value as number | bigint);
  else if (typeof value === "number") writeDouble(writer, value);
  else if (Array.isArray(value)) {
    writeHead(writer, LIST, value.length);
    for (const item of value) encodeDocument(item, writer);
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    writeHead(writer, MAP, entries.length);
    for (const [key, item] of entries) {
      writeText(writer, key);
      encodeDocument(item, writer);
    }
  } else writeByte(writer, 0xf6);
}

function encodeKey(name: string): Uint8Array {
  // Not through the shared writer: this runs in the middle of a message.
  const bytes = toUtf8(name);
  const head = bytes.length < 24 ? [0x60 | bytes.length] : [0x78, bytes.length];
  return Uint8Array.from([...head, ...bytes]);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
