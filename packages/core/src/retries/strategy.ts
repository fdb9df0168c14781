import type { OperationDescriptor } from "../schema/operation.js";
import type { RetryQuota } from "./retry-quota.js";

export type {} from "../schema/platform-types.js";

/** What a client's retries are made of. */
export interface RetrySettings {
  /** Hyphenised service id: a few services have numbers of their own. */
  readonly service: string;
  /** Attempts in all, the first one counted. Default: that of the mode and the service. */
  readonly maxAttempts?: number | undefined;
  /**
   * The numbers of 2026 (`AWS_NEW_RETRIES_2026`), for the modes `standard` and `adaptive`. Bundles for browsers
   * hold none. Default: `false`.
   */
  readonly numbers2026?: boolean | undefined;
  /** Gives numbers from 0 up to 1, for the jitter. */
  readonly random: () => number;
  /** Default: one of the client's own. */
  readonly quota?: RetryQuota | undefined;
  /** Epoch milliseconds. Default: `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** Waits; rejects with the signal's reason when it aborts. */
  readonly sleep?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
}

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
  /** The body does not have the CRC that its head announces (DynamoDB's `x-amz-crc32`). */
  readonly corrupt?: boolean | undefined;
}

/** Decides, for one client, what is tried again and when. */
export interface RetryStrategy {
  /** Attempts in all, the first one counted. */
  readonly maxAttempts: number;
  /** Whether the first attempt announces `max=`, too. */
  readonly announcesMax: boolean;
  /** Called before each call's first attempt; the call may have a number of attempts of its own. */
  begin(operation: OperationDescriptor, maxAttempts?: number): CallRetries;
}

/** Decides for one call. */
export interface CallRetries {
  /** Attempts in all for this call. */
  readonly maxAttempts: number;
  /** Waits until the client may send, in modes that limit how fast it does; undefined when it may at once. */
  admit(signal?: AbortSignal): Promise<void> | undefined;
  /** To be told of every attempt, successes too. Milliseconds to wait before the next one; undefined to stop. */
  next(result: AttemptResult): number | undefined;
  /** Set by `next` when it stopped because no attempts are left (botocore's `MaxAttemptsReached`). */
  readonly maxAttemptsReached: boolean;
  /** Set by `next` when it stopped because the client's budget for retries was used up. */
  readonly quotaReached: boolean;
  /** Set by `next`: milliseconds to wait even though there is no further attempt. */
  readonly stopDelay: number;
}
