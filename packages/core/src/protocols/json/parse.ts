import { fromUtf8 } from "../../encoding/utf8.js";
import { ResponseParserError } from "../../errors/parser.js";
import type { BlobSchema, TimestampSchema, ValueSchema } from "../../schema/read.js";
import { type IntegerReading, parseFloatingPoint, parseInteger } from "../number.js";
import { asParserError } from "../parser-error.js";
import { type ReadValue, shapeReader } from "../shape-reader.js";
import { parseExactJson } from "./exact.js";

/**
 * Reads a JSON body by its schema. An empty body, and one that is `null`, reads as a structure without members.
 *
 * @throws {@link ResponseParserError} when the text is not JSON or does not fit the schema.
 * @see botocore parsers.py, BaseJSONParser
 */
export function parseJson(body: Uint8Array, schema: ValueSchema, reading: IntegerReading): unknown {
  try {
    const raw = body.length === 0 ? {} : (decodeJson(body, reading) ?? {});
    const read = readerOf(schema);
    return read === undefined ? raw : read(raw, reading);
  } catch (cause) {
    throw asParserError(cause);
  }
}

/** With `reading.bigint`, integers that no number holds are bigints. */
function decodeJson(body: Uint8Array, reading: IntegerReading): unknown {
  const text = fromUtf8(body);
  return reading.bigint && longDigits.test(text) ? parseExactJson(text) : JSON.parse(text);
}

function readInteger(value: unknown, reading: IntegerReading): unknown {
  if (typeof value === "number") {
    if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) reading.inexact = true;
    return Math.trunc(value);
  }
  return typeof value === "bigint" ? value : parseInteger(String(value), reading);
}

function readFloat(value: unknown): unknown {
  if (typeof value === "number") return value;
  return typeof value === "bigint" ? Number(value) : parseFloatingPoint(String(value));
}

function codeReader(schema: TimestampSchema | BlobSchema): ReadValue {
  if (schema.kind === "timestamp") {
    return (value) => schema.code.parse(typeof value === "bigint" ? Number(value) : value);
  }
  return (value) => {
    if (typeof value === "string") return schema.decode(value);
    throw new ResponseParserError(`The response has a value of type ${typeof value} where the model says a blob.`);
  };
}

function readBoolean(value: unknown): unknown {
  return typeof value === "boolean" ? value : value === 1 || String(value).toLowerCase() === "true";
}

function readDocument(value: unknown, reading: IntegerReading): unknown {
  if (!reading.inexact && hasUnsafeInteger(value)) reading.inexact = true;
  return value;
}

function hasUnsafeInteger(value: unknown): boolean {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnsafeInteger);
}

const readerOf: (schema: ValueSchema) => ReadValue | undefined = /*#__PURE__*/ shapeReader(codeReader, {
  integer: readInteger,
  long: readInteger,
  float: readFloat,
  double: readFloat,
  boolean: readBoolean,
  document: readDocument,
});

const longDigits: RegExp = /\d{16}/;
