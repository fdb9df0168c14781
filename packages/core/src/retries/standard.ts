import { ConnectionError, ConnectTimeoutError, HTTPClientError, ReadTimeoutError } from "../errors/http.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { throttlingCodes, transientCodes, transientStatuses } from "./error-tables.js";
import { RetryQuota } from "./retry-quota.js";
import type { AttemptResult, CallRetries, RetryStrategy } from "./strategy.js";

export interface StandardRetrySettings {
  /** Hyphenised service id: a few services have numbers of their own. */
  readonly service: string;
  /** Attempts in all. Default: 3; in 2026 4 for DynamoDB. */
  readonly maxAttempts?: number | undefined;
  /** The numbers of 2026 (`AWS_NEW_RETRIES_2026`). */
  readonly numbers2026?: boolean | undefined;
  /** Gives numbers from 0 up to 1, for the jitter. */
  readonly random: () => number;
  /** Default: one of the client's own. */
  readonly quota?: RetryQuota | undefined;
}

/**
 * The mode `standard`: exponential backoff with full jitter, within a budget per client.
 *
 * @see botocore retries/standard.py; AWS SDKs and Tools Reference Guide, "Retry behavior"
 */
export function standardRetries(settings: StandardRetrySettings): RetryStrategy {
  const { service, numbers2026 = false, random, quota = new RetryQuota() } = settings;
  const isDynamo = service === "dynamodb" || service === "dynamodb-streams";
  const maxAttempts = settings.maxAttempts ?? (numbers2026 && isDynamo ? 4 : 3);
  return {
    maxAttempts,
    announcesMax: numbers2026,
    begin(operation) {
      return new StandardCallRetries(
        numbers2026 ? backoff2026(isDynamo ? 0.025 : 0.05, random) : backoff(random),
        numbers2026 ? cost2026 : cost,
        { service, maxAttempts, quota, operation, waitsWhenDry: numbers2026 && isLongPoll(service, operation) },
      );
    },
  };
}

interface CallSettings {
  readonly service: string;
  readonly maxAttempts: number;
  readonly quota: RetryQuota;
  readonly operation: OperationDescriptor;
  /** Long polls wait even when they are not tried again: a program calls them in a loop. */
  readonly waitsWhenDry: boolean;
}

type Backoff = (result: AttemptResult, isThrottling: boolean) => number;

class StandardCallRetries implements CallRetries {
  quotaReached = false;
  stopDelay = 0;
  readonly #backoff: Backoff;
  readonly #cost: (result: AttemptResult, isThrottling: boolean) => number;
  readonly #settings: CallSettings;
  #acquired = 0;

  constructor(
    backoffOf: Backoff,
    costOf: (result: AttemptResult, isThrottling: boolean) => number,
    settings: CallSettings,
  ) {
    this.#backoff = backoffOf;
    this.#cost = costOf;
    this.#settings = settings;
  }

  next(result: AttemptResult): number | undefined {
    const { quota, maxAttempts, service, operation, waitsWhenDry } = this.#settings;
    if (result.status !== undefined && result.status >= 200 && result.status < 300) {
      quota.release(this.#acquired || 1);
      return undefined;
    }
    const isThrottling = isThrottlingResult(result, operation);
    if (result.attempts >= maxAttempts || !(isThrottling || isTransientResult(result, service, operation))) {
      return undefined;
    }
    const amount = this.#cost(result, isThrottling);
    if (!quota.acquire(amount)) {
      this.quotaReached = true;
      if (waitsWhenDry) this.stopDelay = this.#backoff(result, isThrottling);
      return undefined;
    }
    this.#acquired = amount;
    return this.#backoff(result, isThrottling);
  }
}

/** Whether the service asked to slow down: by a code, or by an error that its model marks so. */
export function isThrottlingResult({ code }: AttemptResult, operation: OperationDescriptor): boolean {
  if (code === undefined) return false;
  return throttlingCodes.has(code) || modelledRetry(code, operation) === "throttling";
}

/** Whether the failure may be over at the next attempt. */
export function isTransientResult(
  { code, status, exception }: AttemptResult,
  service: string,
  operation: OperationDescriptor,
): boolean {
  if (exception !== undefined) return exception instanceof ConnectionError || exception instanceof HTTPClientError;
  if (status !== undefined && transientStatuses.has(status)) return true;
  if (code === undefined) return false;
  if (transientCodes.has(code) || modelledRetry(code, operation) !== undefined) return true;
  return service === "sts" && code === "IDPCommunicationError";
}

/** What the operation's own model says of a code; errors of other operations do not count. */
function modelledRetry(code: string, { errors }: OperationDescriptor): ErrorSchema["retryable"] {
  return errors?.find((error) => error.retryable !== undefined && (error.code ?? error.name) === code)?.retryable;
}

/** The n-th retry waits up to 2^(n−1) seconds, never more than 20. */
function backoff(random: () => number): Backoff {
  return ({ attempts }) => random() * Math.min(2 ** (attempts - 1), maxBackoffSeconds) * 1000;
}

function backoff2026(scale: number, random: () => number): Backoff {
  return ({ attempts, headers }, isThrottling) => {
    const delay = random() * Math.min((isThrottling ? 1 : scale) * 2 ** (attempts - 1), maxBackoffSeconds) * 1000;
    const asked = headers?.["x-amz-retry-after"];
    // The service's word counts, but only within five seconds of ours.
    return asked !== undefined && /^\d+$/.test(asked) ? Math.max(delay, Math.min(Number(asked), delay + 5000)) : delay;
  };
}

function cost({ exception }: AttemptResult): number {
  return exception instanceof ReadTimeoutError || exception instanceof ConnectTimeoutError ? 10 : 5;
}

function cost2026(_result: AttemptResult, isThrottling: boolean): number {
  return isThrottling ? 5 : 14;
}

function isLongPoll(service: string, { name }: OperationDescriptor): boolean {
  return longPolls.has(`${service}.${name}`);
}

const maxBackoffSeconds = 20;

// botocore retries/standard.py, _LONG_POLLING_OPERATIONS
const longPolls: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "sfn.GetActivityTask",
  "sqs.ReceiveMessage",
  "swf.PollForActivityTask",
  "swf.PollForDecisionTask",
]);
