import { ChecksumError } from "../errors/call.js";
import { isIniaError } from "../errors/inia-error.js";
import { transportErrorNames } from "./error-tables.js";
import type { AttemptResult, CallRetries, RetrySettings, RetryStrategy } from "./strategy.js";

/**
 * The mode `legacy`: statuses, and codes that count only together with their status; no budget, no longest delay.
 *
 * @see botocore retryhandler.py, data/_retry.json
 */
export function legacyRetries({ service, random, ...settings }: RetrySettings): RetryStrategy {
  const isDynamo = service === "dynamodb";
  const maxAttempts = settings.maxAttempts ?? (isDynamo ? 10 : 5);
  const base = isDynamo ? () => 0.05 : random;
  return {
    maxAttempts,
    announcesMax: false,
    begin: (_, ownMaxAttempts = maxAttempts) => new LegacyCallRetries(service, base, ownMaxAttempts),
  };
}

class LegacyCallRetries implements CallRetries {
  readonly maxAttempts: number;
  maxAttemptsReached = false;
  readonly quotaReached = false;
  readonly stopDelay = 0;
  readonly #service: string;
  readonly #base: () => number;

  constructor(service: string, base: () => number, maxAttempts: number) {
    this.#service = service;
    this.#base = base;
    this.maxAttempts = maxAttempts;
  }

  admit(): undefined {}

  /** @throws {@link ChecksumError} when the last attempt's body is corrupt, and nothing else is wrong with it. */
  next(result: AttemptResult): number | undefined {
    const hasFailed = isRetryable(result, this.#service);
    if (!hasFailed && !result.corrupt) return undefined;
    this.maxAttemptsReached = result.attempts >= this.maxAttempts;
    if (!this.maxAttemptsReached) return this.#base() * 2 ** (result.attempts - 1) * 1000;
    if (hasFailed) return undefined;
    throw new ChecksumError("The response's body does not have the CRC32 that its head announces.");
  }
}

function isRetryable({ exception, status, code }: AttemptResult, service: string): boolean {
  if (exception !== undefined) {
    return isIniaError(exception) && transportErrorNames.has(exception.name) && !notRetried.has(exception.name);
  }
  if (status === undefined) return false;
  if (statuses.has(status)) return !(status === 429 && service === "organizations");
  const condition = `${status} ${code}`;
  return throttling.has(condition) || (byService[service]?.includes(condition) ?? false);
}

// Of the HTTPClientErrors, botocore's map names ConnectionClosedError and ReadTimeoutError only.
const notRetried: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "AttemptTimeoutError",
  "HTTPClientError",
  "ResponseStreamingError",
]);

const statuses: ReadonlySet<number> = /*#__PURE__*/ new Set([429, 500, 502, 503, 504, 509]);

const throttling: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "400 ProvisionedThroughputExceededException",
  "400 RequestThrottledException",
  "400 ThrottledException",
  "400 Throttling",
  "400 ThrottlingException",
]);

// By service id; `_retry.json` has them by endpoint prefix, which is the same for these.
const byService: Readonly<Record<string, readonly string[]>> = {
  cloudsearch: ["509 BandwidthLimitExceeded"],
  dynamodb: ["409 ReplicatedWriteConflictException", "400 TransactionInProgressException"],
  ec2: ["503 RequestLimitExceeded", "503 EC2ThrottledException"],
  glacier: ["408 RequestTimeoutException"],
  kinesis: ["400 LimitExceededException"],
  organizations: ["400 TooManyRequestsException"],
  "route-53": ["400 PriorRequestNotComplete"],
  s3: ["400 RequestTimeout", "400 BadDigest"],
  sqs: ["403 RequestThrottled"],
  sts: ["400 IDPCommunicationError"],
};
