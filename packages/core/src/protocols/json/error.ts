import { fromUtf8, toUtf8 } from "../../encoding/utf8.js";
import type { StructureSchema } from "../../schema/read.js";
import { applyQueryError, readErrorMembers, readErrorMessage, trimErrorCode } from "../error-fields.js";
import { isGenericError, parseStatusError } from "../generic-error.js";
import type { ParsableResponse, ParsedError } from "../protocol.js";

/**
 * Reads an error in JSON.
 *
 * The code is the body's `__type`, or, with `headerFirst` (REST), the header `x-amzn-errortype` or the body's
 * `code`; each stands in for the other, and the status for all of them. A body that is not JSON is the message.
 *
 * @see botocore parsers.py, BaseJSONParser._do_error_parse and RestJSONParser._inject_error_code
 */
export function parseJsonError(
  response: ParsableResponse,
  headerFirst: boolean,
  members: (schema: StructureSchema, response: ParsableResponse) => Record<string, unknown>,
): ParsedError {
  const requestId = response.headers["x-amzn-requestid"];
  const header = response.headers["x-amzn-errortype"];
  if (header === undefined && isGenericError(response)) return parseStatusError(response, requestId);
  const decoded = decodeObject(response.body);
  const body = decoded ?? { message: fromUtf8(response.body) };
  const type = body["__type"];
  const stated = header ?? body["code"] ?? body["Code"];
  const code = (headerFirst ? type : (type ?? stated)) ?? response.status;
  const error: ParsedError["error"] = { Code: trimErrorCode(String(code)), Message: readErrorMessage(body) };
  applyQueryError(error, response.headers["x-amzn-query-error"]);
  if (headerFirst && stated != null) error.Code = trimErrorCode(String(stated));
  const readable = decoded === undefined ? { ...response, body: toUtf8(JSON.stringify(body)) } : response;
  return { error, members: (schema) => readErrorMembers(() => members(schema, readable)), requestId };
}

/** Undefined where the body is not a JSON object. */
function decodeObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  if (bytes.length === 0) return {};
  try {
    const body: unknown = JSON.parse(fromUtf8(bytes));
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
