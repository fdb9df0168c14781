/** Codes of throttling: the service asks to slow down. (botocore retries/standard.py) */
export const throttlingCodes: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "LimitExceededException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);

/** Codes of failures that may well be over at the next attempt. */
export const transientCodes: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "PriorRequestNotComplete",
  "RequestTimeout",
  "RequestTimeoutException",
]);

export const transientStatuses: ReadonlySet<number> = /*#__PURE__*/ new Set([500, 502, 503, 504]);
