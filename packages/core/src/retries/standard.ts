import { isIniaError } from "../errors/inia-error.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { isThrottlingResult, isTransientResult } from "./classify.js";
import { RetryQuota } from "./retry-quota.js";
import type { AttemptResult, CallRetries, RetrySettings, RetryStrategy } from "./strategy.js";

/** What the numbers of a year say of a failed attempt. */
interface Numbers {
  readonly maxAttempts: number;
  readonly announcesMax: boolean;
  /** What a retry takes from the client's budget. */
  cost(result: AttemptResult, isThrottling: boolean): number;
  /** Milliseconds before the next attempt. */
  delay(result: AttemptResult, isThrottling: boolean): number;
  /** Whether a call waits although it is not tried again. */
  waitsWhenDry(operation: OperationDescriptor): boolean;
}

/**
 * The mode `standard`: exponential backoff with full jitter, within a budget per client.
 *
 * @see botocore retries/standard.py; AWS SDKs and Tools Reference Guide, "Retry behavior"
 */
export function standardRetries(settings: RetrySettings): RetryStrategy {
  const { service, random, quota = new RetryQuota() } = settings;
  const numbers = settings.numbers2026 ? numbersOf2026(service, random) : numbersBefore2026(random);
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

function numbersBefore2026(random: () => number): Numbers {
  return {
    maxAttempts: 3,
    announcesMax: false,
    cost: ({ exception }) => (isTimeout(exception) ? 10 : 5),
    delay: ({ attempts }) => random() * Math.min(2 ** (attempts - 1), maxBackoffSeconds) * 1000,
    waitsWhenDry: () => false,
  };
}

function numbersOf2026(service: string, random: () => number): Numbers {
  const isDynamo = service === "dynamodb" || service === "dynamodb-streams";
  const scale = isDynamo ? 0.025 : 0.05;
  return {
    maxAttempts: isDynamo ? 4 : 3,
    announcesMax: true,
    cost: (_, isThrottling) => (isThrottling ? 5 : 14),
    delay({ attempts, headers }, isThrottling) {
      const most = Math.min((isThrottling ? 1 : scale) * 2 ** (attempts - 1), maxBackoffSeconds);
      const delay = random() * most * 1000;
      const asked = headers?.["x-amz-retry-after"];
      // The service's word counts, but only within five seconds of ours.
      return asked !== undefined && /^\s*\+?\d+\s*$/.test(asked)
        ? Math.max(delay, Math.min(Number(asked), delay + 5000))
        : delay;
    },
    // Programs long-poll in a loop: without a wait they would spin.
    waitsWhenDry: ({ name }) => longPolls.has(`${service}.${name}`),
  };
}

function isTimeout(exception: unknown): boolean {
  return isIniaError(exception) && (exception.name === "ReadTimeoutError" || exception.name === "ConnectTimeoutError");
}

const maxBackoffSeconds = 20;

// botocore retries/standard.py, _LONG_POLLING_OPERATIONS
const longPolls: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "sfn.GetActivityTask",
  "sqs.ReceiveMessage",
  "swf.PollForActivityTask",
  "swf.PollForDecisionTask",
]);
