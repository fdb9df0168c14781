import type { ParsedError } from "./protocol.js";

/** Cuts an error code out of its longer forms: `aws.protocoltests#FooError:http://…` → `FooError`. */
export function trimErrorCode(code: string): string {
  const [name] = code.split(":", 1) as [string];
  return name.slice(name.lastIndexOf("#") + 1);
}

/** The message of a decoded error body; services differ in its case. */
export function readErrorMessage(body: Readonly<Record<string, unknown>>): string {
  const message = body["message"] ?? body["Message"];
  return typeof message === "string" ? message : "";
}

/** Modelled members of an error, as far as they can be read: code and message matter more than one that does not fit. */
export function readErrorMembers(read: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return read();
  } catch {
    return {};
  }
}

/**
 * Applies `x-amzn-query-error` (`Code;Fault`), by which services that once spoke the query protocol keep their codes:
 * its code replaces the shape's name, which stays as `QueryErrorCode`.
 *
 * @see botocore parsers.py, _do_query_compatible_error_parse
 */
export function applyQueryError(error: ParsedError["error"], header: string | undefined): void {
  const [code, type, ...more] = header?.split(";") ?? [];
  if (!code || type === undefined || more.length > 0) return;
  error["QueryErrorCode"] = error.Code;
  error["Type"] = type;
  error.Code = code;
}
