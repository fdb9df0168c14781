import { attemptDeadline, attemptHeader } from "../retries/request-header.js";
import type { RetryStrategy } from "../retries/strategy.js";

/** What the headers of an attempt tell. */
export interface AttemptFacts {
  readonly invocationId: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly readTimeoutMs: number;
  /** The `Date` of the response before. */
  readonly serviceDate: string | undefined;
}

/**
 * Says which call an attempt belongs to, and which of its attempts it is. These headers are not signed.
 *
 * @see botocore handlers.py, add_retry_headers
 */
export function addSdkHeaders(headers: Record<string, string>, strategy: RetryStrategy, facts: AttemptFacts): void {
  const { invocationId, attempt, readTimeoutMs, serviceDate } = facts;
  headers["amz-sdk-invocation-id"] = invocationId;
  headers["amz-sdk-request"] = attemptHeader({
    attempt,
    maxAttempts: attempt > 1 || strategy.announcesMax ? strategy.maxAttempts : undefined,
    deadline: attempt > 1 ? attemptDeadline(serviceDate, readTimeoutMs) : undefined,
  });
}
