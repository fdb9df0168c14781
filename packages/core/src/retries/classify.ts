import { isIniaError } from "../errors/inia-error.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { throttlingCodes, transientCodes, transientStatuses, transportErrorNames } from "./error-tables.js";
import type { AttemptResult } from "./strategy.js";

/** Whether the service asked to slow down: by a code, or by an error that its model marks so. */
export function isThrottlingResult({ code }: AttemptResult, operation: OperationDescriptor): boolean {
  if (code === undefined) return false;
  return throttlingCodes.has(code) || modelledRetry(code, operation) === "throttling";
}

/** Whether the failure may be over at the next attempt. */
export function isTransientResult(result: AttemptResult, service: string, operation: OperationDescriptor): boolean {
  const { code, status, exception, corrupt } = result;
  if (corrupt) return true;
  if (exception !== undefined) return isTransportError(exception);
  if (status !== undefined && transientStatuses.has(status)) return true;
  if (code === undefined) return false;
  if (transientCodes.has(code) || modelledRetry(code, operation) !== undefined) return true;
  return service === "sts" && code === "IDPCommunicationError";
}

/**
 * Whether a request failed on the way, by the names of botocore's ConnectionError and HTTPClientError families: an
 * own handler may throw the classes of another copy of core, or the codes of Node.
 */
export function isTransportError(error: unknown): boolean {
  if (isIniaError(error)) return transportErrorNames.has(error.name);
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === "string" && socketCodes.test(code);
}

/** What the operation's own model says of a code; errors of other operations do not count. */
function modelledRetry(code: string, { errors }: OperationDescriptor): ErrorSchema["retryable"] {
  return errors?.find((error) => error.retryable !== undefined && (error.code ?? error.name) === code)?.retryable;
}

const socketCodes: RegExp =
  /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|UND_ERR_\w*(TIMEOUT|SOCKET))$/;
