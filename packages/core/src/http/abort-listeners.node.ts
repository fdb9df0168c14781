import { type Entry, Registry } from "./registry.js";

/** What is told when a signal aborts. */
export interface AbortListener {
  aborted(reason: unknown): void;
}

/** The listeners of one signal. `remove` the entry that `add` gave when the abort no longer matters. */
export type AbortListeners = Registry<AbortListener>;

/**
 * The listeners of a signal. One event listener serves them all: from the eleventh on Node warns of a leak, and
 * adding and removing one per request is dear.
 */
export function abortListeners(signal: AbortSignal): AbortListeners {
  const known = listenersBySignal.get(signal);
  if (known) return known;
  const listeners: AbortListeners = new Registry();
  listenersBySignal.set(signal, listeners);
  const tell = (): void => {
    for (const listener of listeners.items()) listener.aborted(signal.reason);
  };
  signal.addEventListener("abort", tell, { once: true });
  return listeners;
}

/** Calls `told` when a signal aborts; gives what ends that. */
export function onAbort(signal: AbortSignal, told: (reason: unknown) => void): () => void {
  const listeners = abortListeners(signal);
  const entry = listeners.add({ aborted: told });
  return () => listeners.remove(entry);
}

export type AbortEntry = Entry<AbortListener>;

const listenersBySignal: WeakMap<AbortSignal, AbortListeners> = /*#__PURE__*/ new WeakMap();
