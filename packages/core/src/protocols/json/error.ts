import { fromUtf8 } from "../../encoding/utf8.js";
import type { StructureSchema } from "../../schema/read.js";
import { applyQueryError, readErrorMessage, trimErrorCode } from "../error-code.js";
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
  members: (schema: StructureSchema) => Record<string, unknown>,
): ParsedError {
  const requestId = response.headers["x-amzn-requestid"];
  if (isGenericError(response)) return parseStatusError(response, requestId);
  const body = readBody(response.body);
  const type = body["__type"];
  const stated = response.headers["x-amzn-errortype"] ?? body["code"] ?? body["Code"];
  const code = (headerFirst ? (stated ?? type) : (type ?? stated)) ?? response.status;
  const error: ParsedError["error"] = { Code: trimErrorCode(String(code)), Message: readErrorMessage(body) };
  applyQueryError(error, response.headers["x-amzn-query-error"]);
  return { error, members, requestId };
}

function readBody(bytes: Uint8Array): Record<string, unknown> {
  const text = fromUtf8(bytes);
  if (text === "") return {};
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null) return body as Record<string, unknown>;
  } catch {
    // What a proxy wrote is still the best message there is.
  }
  return { message: text };
}
