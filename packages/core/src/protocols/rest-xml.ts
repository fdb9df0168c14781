import { ResponseParserError } from "../errors/parser.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema, type StructureSchema } from "../schema/read.js";
import { isGenericError, parseStatusError } from "./generic-error.js";
import type { IntegerReading } from "./number.js";
import type {
  ParsableResponse,
  ParsedError,
  ParsedOutput,
  ParseOptions,
  Protocol,
  ProtocolService,
} from "./protocol.js";
import { type RestBodyFormat, serializeRest } from "./rest.js";
import { type ParseBody, parseRest, readRequestId } from "./rest-parse.js";
import { withXml } from "./xml/decode.js";
import { errorFields, readErrorMembers } from "./xml/error.js";
import { readPlain } from "./xml/plain.js";
import { readDocument, readXml } from "./xml/read.js";

/** REST with XML bodies. */
export const restXml: Protocol = {
  name: "rest-xml",
  serialize,
  parse,
  parseError,
};

/** @see botocore serialize.py, RestXMLSerializer */
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
): ParsedOutput | Promise<ParsedOutput> {
  const requestId = readRequestId(response);
  if (operation.output === undefined) return { output: {}, requestId };
  const reading: IntegerReading = { bigint: options.longs === "bigint", inexact: false };
  const schema = readSchema(operation.output);
  const output = parseRest(schema, response, (body, type) => readXml(body, type, reading), reading);
  const finish = (members: Record<string, unknown>): ParsedOutput => {
    if (reading.inexact) options.onInexact?.(schema, members);
    return { output: members, requestId };
  };
  return output instanceof Promise ? output.then(finish) : finish(output);
}

/**
 * Reads both forms of errors: S3's `<Error>` root, and `<ErrorResponse>` around an `<Error>`. A body that is empty (as
 * for HEAD) or cannot be read leaves the status.
 *
 * @see botocore parsers.py, RestXMLParser._do_error_parse
 */
export function parseError(
  _operation: OperationDescriptor,
  response: ParsableResponse,
  _service: ProtocolService,
  options: ParseOptions,
): ParsedError | Promise<ParsedError> {
  if (isGenericError(response)) return parseStatusError(response, undefined);
  const fromStatus = (cause?: unknown): ParsedError => {
    if (cause !== undefined && !(cause instanceof ResponseParserError)) throw cause;
    return parseStatusError(response, response.headers["x-amz-request-id"]);
  };
  if (response.body.length === 0) return fromStatus();
  try {
    const error = withXml(response.body, (text) => readError(response, text, options));
    return error instanceof Promise ? error.catch(fromStatus) : error;
  } catch (cause) {
    return fromStatus(cause);
  }
}

/** S3's root is `Error` in no namespace: with one, botocore takes the answer for the other form. */
function readError(response: ParsableResponse, text: string, options: ParseOptions): ParsedError {
  return readDocument(text, (root) => {
    const isBare = root.name === "Error" && !root.isQualified;
    const plain = readPlain(root);
    const { RequestId, ...fields } = typeof plain === "object" ? plain : {};
    const members = (schema: StructureSchema): Record<string, unknown> => readMembers(schema, response, text, options);
    if (isBare) {
      const { HostId: _, ...error } = fields;
      return { error: errorFields(error, ""), members, requestId: readRequestId(response) };
    }
    const { Error, ...extra } = fields;
    const requestId = typeof RequestId === "string" ? RequestId : undefined;
    return { error: errorFields(Error, ""), members, requestId, extra };
  });
}

function readMembers(
  schema: StructureSchema,
  response: ParsableResponse,
  text: string,
  options: ParseOptions,
): Record<string, unknown> {
  const reading: IntegerReading = { bigint: options.longs === "bigint", inexact: false };
  const readBody: ParseBody = () =>
    readDocument(text, (root) =>
      readErrorMembers(schema, root.isNamed("ErrorResponse") ? ["Error"] : [], root, reading),
    );
  const members = parseRest(schema, response, readBody, reading) as Record<string, unknown>;
  if (reading.inexact) options.onInexact?.(schema, members);
  return members;
}

const bodyFormat: RestBodyFormat = {
  write: (value, schema, member, operation, service) =>
    operation.writeBody?.(value, schema, member, operation, service),
  empty: undefined,
  contentType: undefined,
};
