import type { ResolvedConfig } from "../config/resolved-config.js";
import { AttemptTimeoutError, CallTimeoutError } from "../errors/http.js";
import { abortListeners } from "../http/abort-listeners.js";
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

/** @throws the signal's reason when it is aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortReason(signal);
}

/**
 * What a promise comes to, unless the signal aborts before: then it rejects at once, and `late` gets what comes after
 * all.
 */
export function unlessAborted<Value>(
  pending: Promise<Value>,
  signal: AbortSignal | undefined,
  late?: (value: Value) => void,
): Promise<Value> {
  if (signal === undefined) return pending;
  return new Promise((resolve, reject) => {
    const listeners = abortListeners(signal);
    const entry = listeners.add({ aborted: () => reject(abortReason(signal)) });
    pending.then(
      (value) => {
        listeners.remove(entry);
        resolve(value);
        if (signal.aborted) late?.(value);
      },
      (error) => {
        listeners.remove(entry);
        reject(error);
      },
    );
    if (signal.aborted) reject(abortReason(signal));
  });
}

/** `AbortSignal.any` is younger than the platforms that Inia runs on, and on Node 20 a long-lived signal grows by it. */
function timedSignal(ms: number | undefined, outer: AbortSignal | undefined, reason: () => Error): CallSignal {
  if (ms === undefined) return { ...unlimited, signal: outer };
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason()), ms);
  const stop = (): void => clearTimeout(timer);
  if (outer === undefined) return { signal: controller.signal, isLinked: false, stop, release: stop };
  if (outer.aborted) controller.abort(abortReason(outer));
  const listeners = abortListeners(outer);
  const entry = listeners.add({ aborted: () => controller.abort(abortReason(outer)) });
  return {
    signal: controller.signal,
    isLinked: true,
    stop,
    release() {
      stop();
      listeners.remove(entry);
    },
  };
}

/** React Native's signals have no reason. */
function abortReason({ reason }: AbortSignal): unknown {
  return reason ?? Object.assign(new Error("The call was aborted."), { name: "AbortError" });
}

function nothing(): void {}
