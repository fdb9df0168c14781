import { errorMetadata } from "../errors/hidden.js";
import { isIniaError } from "../errors/inia-error.js";
import type { Call } from "./open-call.js";

/** Tells an error which call it left; an error of another call, such as one for credentials, stays what it is. */
export function describeError(
  error: unknown,
  { operation, client, attempts, totalRetryDelay, attemptLog }: Call,
): unknown {
  if (!isIniaError(error)) return error;
  const service = client.service.id;
  error.operation ??= operation.name;
  error.service ??= service;
  if (error.operation === operation.name && error.service === service) {
    error.attempts = attempts;
    if (attempts > 0) {
      const { $metadata = {} } = error;
      const { httpHeaders = {} } = $metadata;
      error.$metadata = errorMetadata({ ...$metadata, httpHeaders, attempts, totalRetryDelay, attemptLog });
    }
  }
  return error;
}
