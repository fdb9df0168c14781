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

/**
 * Errors of transport, by name: botocore's ConnectionError and HTTPClientError and what is derived from them.
 * PoolExhaustedError is not among them: a program that starts too much at once is not helped by starting more.
 */
export const transportErrorNames: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "AttemptTimeoutError",
  "ConnectionClosedError",
  "ConnectionError",
  "ConnectTimeoutError",
  "EndpointConnectionError",
  "HTTPClientError",
  "ProxyConnectionError",
  "ReadTimeoutError",
  "ResponseStreamingError",
  "SSLError",
]);
