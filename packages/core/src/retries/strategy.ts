import type { OperationDescriptor } from "../schema/operation.js";

/** What an attempt came to, as far as retries go by it. */
export interface AttemptResult {
  /** Attempts made so far, this one counted. */
  readonly attempts: number;
  /** Undefined when no response was read. */
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The service's error code. */
  readonly code?: string | undefined;
  /** What was thrown on the way. */
  readonly exception?: unknown;
}

/** Decides, for one client, what is tried again and when. */
export interface RetryStrategy {
  /** Attempts in all, the first one counted. */
  readonly maxAttempts: number;
  /** Whether the first attempt announces `max=`, too. */
  readonly announcesMax: boolean;
  /** Called before each call's first attempt. */
  begin(operation: OperationDescriptor): CallRetries;
}

/** Decides for one call. */
export interface CallRetries {
  /** Milliseconds to wait before the next attempt; undefined to stop. */
  next(result: AttemptResult): number | undefined;
  /** Set by `next` when it stopped because the client's budget for retries was used up. */
  readonly quotaReached: boolean;
  /** Set by `next`: milliseconds to wait even though there is no further attempt. */
  readonly stopDelay: number;
}
