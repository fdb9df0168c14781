import type { RetryStrategy } from "../retries/strategy.js";

/**
 * Says which call an attempt belongs to, and which of its attempts it is. These headers are not signed.
 *
 * @see botocore handlers.py, add_retry_headers
 */
export function addSdkHeaders(
  headers: Record<string, string>,
  strategy: RetryStrategy,
  invocationId: string,
  attempt: number,
): void {
  headers["amz-sdk-invocation-id"] = invocationId;
  const max = attempt > 1 || strategy.announcesMax ? `; max=${strategy.maxAttempts}` : "";
  headers["amz-sdk-request"] = `attempt=${attempt}${max}`;
}
