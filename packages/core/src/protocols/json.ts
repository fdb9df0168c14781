import { toUtf8 } from "../encoding/utf8.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema, type StructureSchema } from "../schema/read.js";
import type { EventCodec } from "./event-stream/codec.js";
import { findEventStream } from "./event-stream/find.js";
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

/** AWS JSON 1.0 and 1.1: every call posts a JSON object to `/`, and a header names the operation. */
export const json: Protocol & { readonly events: EventCodec } = {
  name: "json",
  serialize,
  parse,
  parseError,
  events: /*#__PURE__*/ jsonEvents(true),
};

/** @see botocore serialize.py, JSONSerializer */
export function serialize(
  operation: OperationDescriptor,
  input: Record<string, unknown>,
  service: ProtocolService,
): SerializedRequest {
  const headers: Record<string, string> = {
    "X-Amz-Target": `${service.targetPrefix}.${operation.name}`,
    "Content-Type": `application/x-amz-json-${service.jsonVersion}`,
  };
  if (service.queryCompatible) headers["x-amzn-query-mode"] = "true";
  const body =
    operation.input === undefined
      ? "{}"
      : stringifyJson(readSchema(operation.input), input, service.millisecondTimestamps);
  const request: SerializedRequest = { method: operation.http[0], path: "/", query: [], headers, body: toUtf8(body) };
  return request;
}

/** Of an output with an event stream it reads nothing: see `event-stream/parse.ts`. */
export function parse(
  operation: OperationDescriptor,
  response: ParsableResponse,
  _service: ProtocolService,
  options: ParseOptions,
): ParsedOutput {
  const requestId = response.headers["x-amzn-requestid"];
  if (operation.output === undefined) return { output: {}, requestId };
  const schema = readSchema(operation.output);
  if (findEventStream(schema) !== undefined) return { output: {}, requestId };
  return { output: parseStructure(response.body, schema, options), requestId };
}

export function parseError(
  _operation: OperationDescriptor,
  response: ParsableResponse,
  _service: ProtocolService,
  options: ParseOptions,
): ParsedError {
  return parseJsonError(response, false, (schema, { body }) => parseStructure(body, schema, options));
}

function parseStructure(body: Uint8Array, schema: StructureSchema, options: ParseOptions): Record<string, unknown> {
  const reading: IntegerReading = { bigint: options.longs === "bigint", inexact: false };
  const output = parseJson(body, schema, reading) as Record<string, unknown>;
  if (reading.inexact) options.onInexact?.(schema, output);
  return output;
}
