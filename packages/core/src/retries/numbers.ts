import { isIniaError } from "../errors/inia-error.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { AttemptResult } from "./strategy.js";

/** What the numbers of a year say of a failed attempt. */
export interface Numbers {
  readonly maxAttempts: number;
  readonly announcesMax: boolean;
  /** What a retry takes from the client's budget. */
  cost(result: AttemptResult, isThrottling: boolean): number;
  /** Milliseconds before the next attempt. */
  delay(result: AttemptResult, isThrottling: boolean): number;
  /** Whether a call waits although it is not tried again. */
  waitsWhenDry(operation: OperationDescriptor): boolean;
}

export function numbersBefore2026(random: () => number): Numbers {
  return {
    maxAttempts: 3,
    announcesMax: false,
    cost: ({ exception }) => (isTimeout(exception) ? 10 : 5),
    delay: ({ attempts }) => random() * Math.min(2 ** (attempts - 1), maxBackoffSeconds) * 1000,
    waitsWhenDry: () => false,
  };
}

function isTimeout(exception: unknown): boolean {
  return isIniaError(exception) && (exception.name === "ReadTimeoutError" || exception.name === "ConnectTimeoutError");
}

export const maxBackoffSeconds = 20;
