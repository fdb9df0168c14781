/** Waits; rejects with the signal's reason as soon as it aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** A random UUID; also where `crypto.randomUUID` is missing (insecure origins in browsers, older React Native). */
export function randomToken(): string {
  if (globalThis.crypto.randomUUID) return globalThis.crypto.randomUUID();
  // 0 is any digit, 8 one with the two bits of the variant.
  return "00000000-0000-4000-8000-000000000000".replace(/[08]/g, (digit) => {
    const [random] = globalThis.crypto.getRandomValues(new Uint8Array(1)) as Uint8Array<ArrayBuffer> & [number];
    return (digit === "0" ? random & 15 : (random & 3) | 8).toString(16);
  });
}
