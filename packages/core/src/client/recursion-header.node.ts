import { percentEncode } from "../encoding/percent.js";
import { getHeader } from "../http/header.js";

/**
 * In a Lambda function, passes on the trace that it was called with, so that AWS stops functions which call
 * themselves without end. A header of the caller's stays.
 *
 * @see botocore handlers.py, add_recursion_detection_header
 */
export function addRecursionHeader(
  headers: Record<string, string>,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const trace = environment._X_AMZN_TRACE_ID;
  if (environment.AWS_LAMBDA_FUNCTION_NAME === undefined || !trace) return;
  if (getHeader(headers, "X-Amzn-Trace-Id") !== undefined) return;
  headers["X-Amzn-Trace-Id"] = trace.replace(/[^\w.~=;:+&[\]{}"',-]+/g, percentEncode);
}
