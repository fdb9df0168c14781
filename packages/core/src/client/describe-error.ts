import { type IniaError, isIniaError } from "../errors/inia-error.js";
import type { Call } from "./open-call.js";

/**
 * Tells of an error that leaves a call which call it was; an error of another call, such as one for credentials, stays
 * what it is. The stack becomes that of the call: what an error of the network has for one ends in the platform, and
 * only the caller's line says which call it was.
 */
export function describeError(error: unknown, { operation, client, progress }: Call): unknown {
  if (!isIniaError(error)) return error;
  const { attempts, totalRetryDelay, log } = progress;
  const service = client.service.id;
  error.operation ??= operation.name;
  error.service ??= service;
  if (error.operation === operation.name && error.service === service) {
    error.attempts = attempts;
    if (attempts > 0) error.$metadata = { ...error.$metadata, attempts, totalRetryDelay, attemptLog: log };
  }
  captureStack(error);
  return error;
}

function captureStack(error: IniaError): void {
  const { captureStackTrace } = Error as { captureStackTrace?: (target: object, above: unknown) => void };
  captureStackTrace?.(error, describeError);
}
