import { onAbort } from "#platform/abort-listeners";
import type { ResolvedConfig } from "../config/resolved-config.js";
import { AttemptTimeoutError, CallTimeoutError } from "../errors/http.js";
import { abortReason } from "../http/abort.js";
import type { CallOptions } from "../schema/operation.js";

/** What ends a call, or one of its attempts, before its time. */
export interface CallSignal {
  readonly signal: AbortSignal | undefined;
  /** Whether there is an outer signal to let go of. */
  readonly isLinked: boolean;
  /** Stops the clock. The outer signal is still heard: the body of a response may go on. */
  stop(): void;
  /** Stops the clock, and lets go of the outer signal. */
  release(): void;
}

/** What nothing ends. */
export const unlimited: CallSignal = { signal: undefined, isLinked: false, stop: nothing, release: nothing };

/** The caller's signal, with the limit for the whole call where there is one. */
export function callSignal(config: ResolvedConfig, options: CallOptions): CallSignal {
  const limit = options.callTimeoutMs ?? config.callTimeoutMs;
  return timedSignal(
    limit,
    options.signal,
    () =>
      new CallTimeoutError(
        `The call was not finished within callTimeoutMs = ${limit}, its attempts and waits counted.`,
      ),
  );
}

/** The call's signal, with the limit for an attempt where there is one. */
export function attemptSignal(
  config: ResolvedConfig,
  options: CallOptions,
  outer: AbortSignal | undefined,
): CallSignal {
  const limit = options.attemptTimeoutMs ?? config.attemptTimeoutMs;
  return timedSignal(limit, outer, () => new AttemptTimeoutError(`No answer came within attemptTimeoutMs = ${limit}.`));
}

/** `AbortSignal.any` is younger than the platforms that Inia runs on, and on Node 20 a long-lived signal grows by it. */
function timedSignal(ms: number | undefined, outer: AbortSignal | undefined, reason: () => Error): CallSignal {
  if (ms === undefined) return { ...unlimited, signal: outer };
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason()), ms);
  const stop = (): void => clearTimeout(timer);
  if (outer === undefined) return { signal: controller.signal, isLinked: false, stop, release: stop };
  const tell = (): void => controller.abort(abortReason(outer));
  if (outer.aborted) tell();
  const unlink = onAbort(outer, tell);
  return {
    signal: controller.signal,
    isLinked: true,
    stop,
    release() {
      stop();
      unlink();
    },
  };
}

function nothing(): void {}
