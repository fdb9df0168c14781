import { onAbort } from "#platform/abort-listeners";

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
    const told = (): void => reject(abortReason(signal));
    const release = onAbort(signal, told);
    pending.finally(release).then((value) => {
      resolve(value);
      if (signal.aborted) late?.(value);
    }, reject);
    if (signal.aborted) told();
  });
}

/** React Native's signals have no reason. */
export function abortReason({ reason }: AbortSignal): unknown {
  return reason ?? Object.assign(new Error("The call was aborted."), { name: "AbortError" });
}
