import { sleep as defaultSleep } from "../config/default-hooks.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { isThrottlingResult } from "./classify.js";
import { RateLimiter } from "./rate-limiter.js";
import { standardRetries } from "./standard.js";
import type { AttemptResult, CallRetries, RetrySettings, RetryStrategy } from "./strategy.js";

/**
 * The mode `adaptive`: `standard`, and a client that sends no faster than its service keeps up.
 *
 * @see botocore retries/adaptive.py
 */
export function adaptiveRetries(settings: RetrySettings): RetryStrategy {
  const { clock = Date.now, sleep = defaultSleep } = settings;
  const standard = standardRetries(settings);
  const limiter = new RateLimiter({ clock, sleep });
  return {
    maxAttempts: standard.maxAttempts,
    announcesMax: standard.announcesMax,
    begin: (operation, maxAttempts) =>
      new AdaptiveCallRetries(standard.begin(operation, maxAttempts), limiter, operation),
  };
}

class AdaptiveCallRetries implements CallRetries {
  readonly #standard: CallRetries;
  readonly #limiter: RateLimiter;
  readonly #operation: OperationDescriptor;

  constructor(standard: CallRetries, limiter: RateLimiter, operation: OperationDescriptor) {
    this.#standard = standard;
    this.#limiter = limiter;
    this.#operation = operation;
  }

  get maxAttempts(): number {
    return this.#standard.maxAttempts;
  }

  get maxAttemptsReached(): boolean {
    return this.#standard.maxAttemptsReached;
  }

  get quotaReached(): boolean {
    return this.#standard.quotaReached;
  }

  get stopDelay(): number {
    return this.#standard.stopDelay;
  }

  admit(signal?: AbortSignal): Promise<void> | undefined {
    return this.#limiter.admit(signal);
  }

  next(result: AttemptResult): number | undefined {
    this.#limiter.update(isThrottlingResult(result, this.#operation));
    return this.#standard.next(result);
  }
}
