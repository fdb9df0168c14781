import { attemptDeadline, attemptHeader } from "../retries/request-header.js";

/** What the headers of an attempt tell. */
export interface AttemptFacts {
  readonly invocationId: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Announced from the second attempt on, in the numbers of 2026 from the first. */
  readonly maxAttempts: number | undefined;
  readonly readTimeoutMs: number;
  /** The `Date` of the response before. */
  readonly serviceDate: string | undefined;
}

/**
 * Says which call an attempt belongs to, and which of its attempts it is. These headers are not signed.
 *
 * @see botocore handlers.py, add_retry_headers
 */
export function addSdkHeaders(headers: Record<string, string>, facts: AttemptFacts): void {
  const { invocationId, attempt, maxAttempts, readTimeoutMs, serviceDate } = facts;
  headers["amz-sdk-invocation-id"] = invocationId;
  headers["amz-sdk-request"] = attemptHeader({
    attempt,
    maxAttempts,
    deadline: attempt > 1 ? attemptDeadline(serviceDate, readTimeoutMs) : undefined,
  });
}
