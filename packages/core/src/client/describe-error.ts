import { type IniaError, isIniaError } from "../errors/inia-error.js";
import type { Call } from "./open-call.js";

/**
 * Tells of an error that leaves a call which call it was; what it knows already stays. Its stack becomes that of the
 * call: what an error of the network has for one ends in the platform, and only the caller's line says which call.
 */
export function describeError(error: unknown, call: Call): unknown {
  if (!isIniaError(error)) return error;
  const { attempts, totalRetryDelay, log } = call.progress;
  error.operation ??= call.operation.name;
  error.service ??= call.client.service.id;
  error.attempts ??= attempts;
  if (attempts > 0 && error.$metadata?.attempts === undefined) {
    error.$metadata = { ...error.$metadata, attempts, totalRetryDelay, attemptLog: log };
  }
  captureStack(error);
  return error;
}

function captureStack(error: IniaError): void {
  const { captureStackTrace } = Error as { captureStackTrace?: (target: object, above: unknown) => void };
  captureStackTrace?.(error, describeError);
}
