/**
 * The value of the header `amz-sdk-request`: which attempt of a call a request is, 1 for the first, out of how many,
 * and when it is given up. That is its read timeout by the clock of the service, which the `Date` of its last response
 * tells. (botocore handlers.py, add_retry_headers; endpoint.py, _calculate_ttl)
 */
export function attemptHeader(
  attempt: number,
  maxAttempts: number | undefined,
  serviceDate: string = "",
  readTimeoutMs: number = 0,
): string {
  const deadline = Date.parse(serviceDate) + readTimeoutMs;
  const ttl = Number.isNaN(deadline)
    ? ""
    : `ttl=${new Date(deadline).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z; `;
  return `${ttl}attempt=${attempt}${maxAttempts === undefined ? "" : `; max=${maxAttempts}`}`;
}
