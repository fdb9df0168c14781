import { numbersOf2026 } from "#platform/other-retries";
import type { OperationDescriptor } from "../schema/operation.js";
import { isThrottlingResult, isTransientResult } from "./classify.js";
import { type Numbers, numbersBefore2026 } from "./numbers.js";
import { RetryQuota } from "./retry-quota.js";
import type { AttemptResult, CallRetries, RetrySettings, RetryStrategy } from "./strategy.js";

/**
 * The mode `standard`: exponential backoff with full jitter, within a budget per client.
 *
 * @see botocore retries/standard.py; AWS SDKs and Tools Reference Guide, "Retry behavior"
 */
export function standardRetries(settings: RetrySettings): RetryStrategy {
  const { service, random, quota = new RetryQuota() } = settings;
  let numbers = numbersBefore2026(random);
  if (numbersOf2026) {
    if (settings.numbers2026) numbers = numbersOf2026(service, random);
  }
  const maxAttempts = settings.maxAttempts ?? numbers.maxAttempts;
  return {
    maxAttempts,
    announcesMax: numbers.announcesMax,
    begin: (operation, ownMaxAttempts = maxAttempts) =>
      new StandardCallRetries(service, numbers, quota, operation, ownMaxAttempts),
  };
}

class StandardCallRetries implements CallRetries {
  readonly maxAttempts: number;
  maxAttemptsReached = false;
  quotaReached = false;
  stopDelay = 0;
  readonly #service: string;
  readonly #numbers: Numbers;
  readonly #quota: RetryQuota;
  readonly #operation: OperationDescriptor;
  #acquired = 0;

  constructor(
    service: string,
    numbers: Numbers,
    quota: RetryQuota,
    operation: OperationDescriptor,
    maxAttempts: number,
  ) {
    this.#service = service;
    this.#numbers = numbers;
    this.#quota = quota;
    this.#operation = operation;
    this.maxAttempts = maxAttempts;
  }

  admit(): undefined {}

  next(result: AttemptResult): number | undefined {
    const delay = this.#retry(result);
    // A success gives back what its last retry took, or 1 when it took none.
    if (delay === undefined && result.status !== undefined && result.status >= 200 && result.status < 300) {
      this.#quota.release(this.#acquired || 1);
    }
    return delay;
  }

  #retry(result: AttemptResult): number | undefined {
    this.maxAttemptsReached = result.attempts >= this.maxAttempts;
    if (this.maxAttemptsReached) return undefined;
    const isThrottling = isThrottlingResult(result, this.#operation);
    if (!isThrottling && !isTransientResult(result, this.#service, this.#operation)) return undefined;
    const cost = this.#numbers.cost(result, isThrottling);
    if (!this.#quota.acquire(cost)) {
      this.quotaReached = true;
      if (this.#numbers.waitsWhenDry(this.#operation)) this.stopDelay = this.#numbers.delay(result, isThrottling);
      return undefined;
    }
    this.#acquired = cost;
    return this.#numbers.delay(result, isThrottling);
  }
}
