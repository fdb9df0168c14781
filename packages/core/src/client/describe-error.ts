import { errorMetadata } from "../errors/hidden.js";
import { isIniaError } from "../errors/inia-error.js";
import type { Call } from "./open-call.js";

/** Tells an error which call it left; an error of another call, such as one for credentials, stays what it is. */
export function describeError(error: unknown, { operation, client, progress }: Call): unknown {
  if (!isIniaError(error)) return error;
  const { attempts, totalRetryDelay, log } = progress;
  const service = client.service.id;
  error.operation ??= operation.name;
  error.service ??= service;
  if (error.operation === operation.name && error.service === service) {
    error.attempts = attempts;
    if (attempts > 0) {
      const { $metadata = {} } = error;
      const { httpHeaders = {} } = $metadata;
      const known = { attempts, totalRetryDelay, attemptLog: log };
      error.$metadata = errorMetadata({ ...$metadata, httpHeaders, ...known });
    }
  }
  return error;
}
