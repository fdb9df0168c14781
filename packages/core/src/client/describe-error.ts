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

/**
 * Gives an error the stack of where it leaves the call. What an error of the network has for one ends in the platform;
 * here an engine knows who waits for the call, so that the first line outside of core is the caller's.
 */
export function withCallersStack(error: unknown): unknown {
  const { captureStackTrace } = Error as { captureStackTrace?: (target: object, above: unknown) => void };
  if (!isIniaError(error) || captureStackTrace === undefined) return error;
  captureStackTrace(error, withCallersStack);
  // Between core and the caller Node has a line of its own. (A program may have made stacks something else than text.)
  if (typeof error.stack === "string") error.stack = error.stack.replace(/\n +at [^\n]*\(\w+:internal[^\n]*/g, "");
  return error;
}
