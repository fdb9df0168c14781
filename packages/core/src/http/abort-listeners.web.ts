/** Calls `told` when a signal aborts; gives what ends that. */
export function onAbort(signal: AbortSignal, told: (reason: unknown) => void): () => void {
  const listener = (): void => told(signal.reason);
  signal.addEventListener("abort", listener);
  return () => signal.removeEventListener("abort", listener);
}
