import { toUtf8 } from "../../encoding/utf8.js";
import { ResponseParserError } from "../../errors/parser.js";
import type { BlobSchema, TimestampSchema, ValueSchema } from "../../schema/read.js";
import { type IntegerReading, parseFloatingPoint, parseInteger } from "../number.js";
import { asParserError } from "../parser-error.js";
import { type ReadValue, shapeReader } from "../shape-reader.js";
import { decodeCbor } from "./decode.js";

/**
 * Reads a CBOR body by its schema. An empty body, and one that is null, reads as a structure without members.
 *
 * @throws {@link ResponseParserError} when the bytes are not CBOR or do not fit the schema.
 * @see botocore parsers.py, BaseRpcV2Parser
 */
export function parseCbor(body: Uint8Array, schema: ValueSchema, reading: IntegerReading): unknown {
  try {
    const raw = body.length === 0 ? {} : (decodeCbor(body) ?? {});
    const read = readerOf(schema);
    return read === undefined ? raw : read(raw, reading);
  } catch (cause) {
    throw asParserError(cause);
  }
}

function readInteger(value: unknown, reading: IntegerReading): unknown {
  if (typeof value === "bigint") {
    reading.inexact = true;
    return reading.bigint ? value : Number(value);
  }
  return typeof value === "number" ? Math.trunc(value) : parseInteger(String(value), reading);
}

function readFloat(value: unknown): unknown {
  if (typeof value === "number") return value;
  return typeof value === "bigint" ? Number(value) : parseFloatingPoint(String(value));
}

function codeReader(schema: TimestampSchema | BlobSchema): ReadValue {
  if (schema.kind === "blob") return readBlob;
  return (value) =>
    value instanceof Date ? value : schema.code.parse(typeof value === "bigint" ? Number(value) : value);
}

function readBlob(value: unknown): unknown {
  if (value instanceof Uint8Array) return value;
  if (typeof value === "string") return toUtf8(value);
  throw new ResponseParserError(`The response has a value of type ${typeof value} where the model says a blob.`);
}

const readerOf: (schema: ValueSchema) => ReadValue | undefined = /*#__PURE__*/ shapeReader(codeReader, {
  integer: readInteger,
  long: readInteger,
  float: readFloat,
  double: readFloat,
});
