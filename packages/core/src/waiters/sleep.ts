/** A client as far as waiting goes: it may bring its own way to sleep. */
export interface Sleeper {
  "~sleep"?(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Waits, by the client's `sleep` where it has one. Rejects at once with the signal's reason when it aborts. */
export async function sleep(client: Sleeper, ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await (client["~sleep"]?.(ms, signal) ?? timer(ms, signal));
}

function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      signal?.removeEventListener("abort", abort);
      resolve();
    };
    const abort = (): void => {
      clearTimeout(timeout);
      reject(signal?.reason);
    };
    const timeout = setTimeout(done, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
