import type { ResolvedConfig } from "../config/resolved-config.js";
import { AttemptTimeoutError, CallTimeoutError } from "../errors/http.js";
import type { CallOptions } from "../schema/operation.js";

/** The signal that ends a call: the caller's, and the limit for the whole call where there is one. */
export interface CallSignal {
  readonly signal: AbortSignal | undefined;
  /** Stops the clock; to be called when the call is over. */
  readonly release: () => void;
}

export function callSignal(config: ResolvedConfig, options: CallOptions): CallSignal {
  const limit = options.callTimeoutMs ?? config.callTimeoutMs;
  if (limit === undefined) return { signal: options.signal, release: noRelease };
  return timedSignal(
    limit,
    options.signal,
    () =>
      new CallTimeoutError(
        `The call was not finished within callTimeoutMs = ${limit}, its attempts and waits counted.`,
      ),
  );
}

/** The signal that ends one attempt: the call's, and the limit for an attempt where there is one. */
export function attemptSignal(
  config: ResolvedConfig,
  options: CallOptions,
  outer: AbortSignal | undefined,
): CallSignal {
  const limit = options.attemptTimeoutMs ?? config.attemptTimeoutMs;
  if (limit === undefined) return { signal: outer, release: noRelease };
  return timedSignal(limit, outer, () => new AttemptTimeoutError(`No answer came within attemptTimeoutMs = ${limit}.`));
}

/** A signal that also aborts after a time, with the error that `reason` makes. */
function timedSignal(ms: number, outer: AbortSignal | undefined, reason: () => Error): CallSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason()), ms);
  const signal = outer === undefined ? controller.signal : AbortSignal.any([outer, controller.signal]);
  return { signal, release: () => clearTimeout(timer) };
}

function noRelease(): void {}
