/** What `amz-sdk-request` tells of an attempt. */
export interface AttemptNumbers {
  /** 1 for the first. */
  readonly attempt: number;
  /** Absent in the first attempt, but for the numbers of 2026. */
  readonly maxAttempts?: number | undefined;
  /** When the attempt is given up, by the service's clock: see {@link attemptDeadline}. */
  readonly deadline?: string | undefined;
}

/** The value of the header `amz-sdk-request`. (botocore handlers.py, add_retry_headers) */
export function attemptHeader({ attempt, maxAttempts, deadline }: AttemptNumbers): string {
  const ttl = deadline === undefined ? "" : `ttl=${deadline}; `;
  const max = maxAttempts === undefined ? "" : `; max=${maxAttempts}`;
  return `${ttl}attempt=${attempt}${max}`;
}

/**
 * When an attempt that starts now runs into its read timeout, by the clock of the service, which the `Date` header of
 * its last response tells. Undefined when that header is missing or no date. (botocore endpoint.py, _calculate_ttl)
 */
export function attemptDeadline(dateHeader: string | undefined, readTimeoutMs: number): string | undefined {
  const date = dateHeader === undefined ? Number.NaN : Date.parse(dateHeader);
  if (Number.isNaN(date)) return undefined;
  return `${new Date(date + readTimeoutMs).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
