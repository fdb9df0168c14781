import type { SerializedRequest } from "../http/serialized-request.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type {
  ParsableResponse,
  ParsedError,
  ParsedOutput,
  ParseOptions,
  Protocol,
  ProtocolService,
} from "./protocol.js";
import { type FormDialect, serializeForm } from "./query-form.js";
import { parseEnvelopedError, parseResult } from "./query-parse.js";

/** AWS Query: forms go out, XML comes back. */
export const query: Protocol = { name: "query", serialize, parse, parseError };

/** @see botocore serialize.py, QuerySerializer */
export function serialize(
  operation: OperationDescriptor,
  input: Record<string, unknown>,
  service: ProtocolService,
): SerializedRequest {
  return serializeForm(operation, input, service, dialect);
}

export function parse(
  operation: OperationDescriptor,
  response: ParsableResponse,
  _service: ProtocolService,
  options: ParseOptions,
): ParsedOutput | Promise<ParsedOutput> {
  return parseResult(operation, response, options, "ResponseMetadata");
}

export function parseError(
  _operation: OperationDescriptor,
  response: ParsableResponse,
  _service: ProtocolService,
  options: ParseOptions,
): ParsedError | Promise<ParsedError> {
  return parseEnvelopedError(response, options, (root) => (root === "ErrorResponse" ? ["Error"] : []));
}

const dialect: FormDialect = {
  memberName: (member) => member.wireName,
  itemPrefix: (list, prefix) => {
    if (!list.flattened) return `${prefix}.${list.memberName ?? "member"}`;
    if (list.memberName === undefined) return prefix;
    // The name of the items stands in the place of the list's own.
    return prefix.slice(0, prefix.lastIndexOf(".") + 1) + list.memberName;
  },
  emptyLists: true,
};
