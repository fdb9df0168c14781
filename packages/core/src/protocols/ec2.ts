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

/** EC2's dialect of AWS Query. */
export const ec2: Protocol = { name: "ec2", serialize, parse, parseError };

/** @see botocore serialize.py, EC2Serializer */
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
  return parseResult(operation, response, options, "requestId");
}

export function parseError(
  _operation: OperationDescriptor,
  response: ParsableResponse,
  _service: ProtocolService,
  options: ParseOptions,
): ParsedError | Promise<ParsedError> {
  return parseEnvelopedError(response, options, () => ["Errors", "Error"]);
}

const dialect: FormDialect = {
  memberName: ({ queryName, renamed, wireName, name }) => queryName ?? (renamed ? capitalize(wireName) : name),
  itemPrefix: (_list, prefix) => prefix,
  emptyLists: false,
};

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
