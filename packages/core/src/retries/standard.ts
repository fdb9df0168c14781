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
  if (numbersOf2026 && settings.numbers2026) numbers = numbersOf2026(service, random);
  const maxAttempts = settings.maxAttempts ?? numbers.maxAttempts;
  return {
    maxAttempts,
    announcesMax: numbers.announcesMax,
    begin: (operation, ownMaxAttempts = maxAttempts) =>
      standardCall(service, numbers, quota, operation, ownMaxAttempts),
  };
}

function standardCall(
  service: string,
  numbers: Numbers,
  quota: RetryQuota,
  operation: OperationDescriptor,
  maxAttempts: number,
): CallRetries {
  let acquired = 0;
  const call = {
    maxAttempts,
    maxAttemptsReached: false,
    quotaReached: false,
    stopDelay: 0,
    admit(): undefined {},
    next(result: AttemptResult): number | undefined {
      const delay = retry(result);
      const { status = 0 } = result;
      // A success gives back what its last retry took, or 1 when it took none.
      if (delay === undefined && status >= 200 && status < 300) quota.release(acquired || 1);
      return delay;
    },
  };

  function retry(result: AttemptResult): number | undefined {
    call.maxAttemptsReached = result.attempts >= maxAttempts;
    if (call.maxAttemptsReached) return undefined;
    const isThrottling = isThrottlingResult(result, operation);
    if (!isThrottling && !isTransientResult(result, service, operation)) return undefined;
    const cost = numbers.cost(result, isThrottling);
    if (quota.acquire(cost)) {
      acquired = cost;
      return numbers.delay(result, isThrottling);
    }
    call.quotaReached = true;
    if (numbers.waitsWhenDry(operation)) call.stopDelay = numbers.delay(result, isThrottling);
    return undefined;
  }
  return call;
}
