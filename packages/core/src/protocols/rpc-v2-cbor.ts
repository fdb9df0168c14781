import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema, type StructureSchema } from "../schema/read.js";
import { decodeCbor } from "./cbor/decode.js";
import { encodeCbor } from "./cbor/encode.js";
import { parseCbor } from "./cbor/parse.js";
import { applyQueryError, readErrorMembers, readErrorMessage, trimErrorCode } from "./error-fields.js";
import type { EventCodec } from "./event-stream/codec.js";
import { findEventStream } from "./event-stream/find.js";
import { isGenericError, parseStatusError } from "./generic-error.js";
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

/** Smithy RPC v2 with CBOR bodies: the path names the operation. */
export const rpcV2Cbor: Protocol & { readonly events: EventCodec } = {
  name: "smithy-rpc-v2-cbor",
  serialize,
  parse,
  parseError,
  events: { contentType: "application/cbor", initialMessage: true, parse: parseCbor, serialize: encodeCbor },
};

/** @see botocore serialize.py, RpcV2CBORSerializer */
export function serialize(
  operation: OperationDescriptor,
  input: Record<string, unknown>,
  service: ProtocolService,
): SerializedRequest {
  const output = operation.output === undefined ? undefined : readSchema(operation.output);
  const streamed = output !== undefined && findEventStream(output) !== undefined;
  const contentType = streamed ? "application/vnd.amazon.eventstream" : "application/cbor";
  const headers: Record<string, string> = { "smithy-protocol": "rpc-v2-cbor" };
  if (service.queryCompatible) headers["x-amzn-query-mode"] = "true";
  headers["Accept"] = contentType;
  if (operation.input !== undefined) headers["Content-Type"] = contentType;
  const request: SerializedRequest = {
    method: "POST",
    path: `/service/${service.targetPrefix}/operation/${operation.name}`,
    query: [],
    headers,
    body: operation.input === undefined ? undefined : encodeCbor(readSchema(operation.input), input),
  };
  return request;
}

/** Of an output with an event stream it reads nothing: see `event-stream/parse.ts`. */
export function parse(
  operation: OperationDescriptor,
  response: ParsableResponse,
  _service: ProtocolService,
  options: ParseOptions,
): ParsedOutput {
  // Without an output, botocore's metadata has no request id in this protocol.
  if (operation.output === undefined) return { output: {} };
  const requestId = response.headers["x-amzn-requestid"];
  const schema = readSchema(operation.output);
  if (findEventStream(schema) !== undefined) return { output: {}, requestId };
  return { output: parseStructure(response.body, schema, options), requestId };
}

/** @see botocore parsers.py, RpcV2CBORParser._do_error_parse */
export function parseError(
  _operation: OperationDescriptor,
  response: ParsableResponse,
  _service: ProtocolService,
  options: ParseOptions,
): ParsedError {
  const requestId = response.headers["x-amzn-requestid"];
  const body = isGenericError(response) ? undefined : readErrorBody(response.body);
  if (body === undefined) return parseStatusError(response, requestId);
  const code = String(body["__type"] ?? response.status);
  const error: ParsedError["error"] = { Code: trimErrorCode(code), Message: readErrorMessage(body) };
  applyQueryError(error, response.headers["x-amzn-query-error"]);
  return {
    error,
    members: (schema) => readErrorMembers(() => parseStructure(response.body, schema, options)),
    requestId,
  };
}

/** Undefined where the body is not a map in CBOR: then the status is all that is known. */
function readErrorBody(bytes: Uint8Array): Record<string, unknown> | undefined {
  if (bytes.length === 0) return {};
  try {
    const body = decodeCbor(bytes);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function parseStructure(body: Uint8Array, schema: StructureSchema, options: ParseOptions): Record<string, unknown> {
  const reading: IntegerReading = { bigint: options.longs === "bigint", inexact: false };
  const output = parseCbor(body, schema, reading) as Record<string, unknown>;
  if (reading.inexact) options.onInexact?.(schema, output);
  return output;
}
