import { toUtf8 } from "../encoding/utf8.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema, type StructureSchema, type ValueSchema } from "../schema/read.js";
import type { EventCodec } from "./event-stream/codec.js";
import { parseJsonError } from "./json/error.js";
import { jsonEvents } from "./json/events.js";
import { parseJson } from "./json/parse.js";
import { stringifyJson } from "./json/stringify.js";
import type { IntegerReading } from "./number.js";
import type {
  ParsableResponse,
  ParsedError,
  ParsedOutput,
  ParseOptions,
  Protocol,
  ProtocolService,
  SerializedRequest,
} from "./protocol.js";
import { type RestBodyFormat, serializeRest } from "./rest.js";
import { parseRest, readRequestId } from "./rest-parse.js";

/** REST with JSON bodies. */
export const restJson: Protocol & { readonly events: EventCodec } = {
  name: "rest-json",
  serialize,
  parse,
  parseError,
  events: /*#__PURE__*/ jsonEvents(false),
};

/** @see botocore serialize.py, RestJSONSerializer */
export function serialize(
  operation: OperationDescriptor,
  input: Record<string, unknown>,
  service: ProtocolService,
): SerializedRequest {
  return serializeRest(operation, input, service, bodyFormat);
}

export function parse(
  operation: OperationDescriptor,
  response: ParsableResponse,
  _service: ProtocolService,
  options: ParseOptions,
): ParsedOutput {
  const requestId = readRequestId(response);
  if (operation.output === undefined) return { output: {}, requestId };
  return { output: parseStructure(response, readSchema(operation.output), options), requestId };
}

export function parseError(
  _operation: OperationDescriptor,
  response: ParsableResponse,
  _service: ProtocolService,
  options: ParseOptions,
): ParsedError {
  return parseJsonError(response, true, (schema, readable) => parseStructure(readable, schema, options));
}

const bodyFormat: RestBodyFormat = {
  write: (value: unknown, schema: ValueSchema, _member, _operation, service) =>
    toUtf8(stringifyJson(schema, value, service.millisecondTimestamps)),
  empty: () => toUtf8("{}"),
  contentType: "application/json",
};

function parseStructure(
  response: ParsableResponse,
  schema: StructureSchema,
  options: ParseOptions,
): Record<string, unknown> {
  const reading: IntegerReading = { bigint: options.longs === "bigint", inexact: false };
  const parseBody = (body: Uint8Array, bodySchema: ValueSchema): unknown => parseJson(body, bodySchema, reading);
  const output = parseRest(schema, response, parseBody, reading) as Record<string, unknown>;
  if (reading.inexact) options.onInexact?.(schema, output);
  return output;
}
