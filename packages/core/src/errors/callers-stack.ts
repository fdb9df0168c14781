import { isIniaError } from "./inia-error.js";

/**
 * Gives an error the stack of where it leaves a call, or the reading of a body. What an error of the network has for
 * one ends in the platform; here an engine knows who waits, so that the first line outside of core is the caller's.
 */
export function withCallersStack(error: unknown): unknown {
  const { captureStackTrace } = Error as { captureStackTrace?: (target: object, above: unknown) => void };
  if (!isIniaError(error) || captureStackTrace === undefined) return error;
  captureStackTrace(error, withCallersStack);
  // Between core and the caller Node has lines of its own. (A program may have made stacks something else than text.)
  if (typeof error.stack === "string") {
    error.stack = error.stack.replace(platformFrames, "");
  }
  return error;
}

const platformFrames: RegExp = /\n +at (?:[^\n]*\(\w+:(?:internal|diagnostics)|AsyncGenerator\.next \()[^\n]*/g;
