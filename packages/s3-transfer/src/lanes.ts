/** Memory of one part. */
export interface Scratch {
  /** At least `length` bytes, with what a former part left in them. */
  take(length: number): Uint8Array;
}

/**
 * What transfers share that run together: so many parts at once, each with memory that a part before it has had. That
 * is what bounds it. A part takes its memory when its bytes come, and the one that was given back last: where parts are
 * through sooner than others come, few are touched.
 */
export class Lanes {
  readonly count: number;
  readonly #buffers: Uint8Array[] = [];
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(count: number) {
    this.count = count;
  }

  /** Runs `work` as soon as a lane is free. */
  async run<Result>(work: (scratch: Scratch) => Promise<Result>): Promise<Result> {
    if (this.#running < this.count) this.#running += 1;
    // Whoever ends hands its lane on.
    else await new Promise<void>((go) => this.#waiting.push(go));
    let buffer: Uint8Array | undefined;
    const take = (length: number): Uint8Array => {
      buffer ??= this.#buffers.pop();
      if (buffer === undefined || buffer.byteLength < length) buffer = new Uint8Array(length);
      return buffer;
    };
    try {
      return await work({ take });
    } finally {
      if (buffer !== undefined) this.#buffers.push(buffer);
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

/** What `everyPart` runs under. */
export interface PartsContext {
  readonly lanes: Lanes;
  readonly signal: AbortSignal | undefined;
  /** Awaited before each part, without taking a lane from others. */
  readonly ready?: (() => Promise<void> | undefined) | undefined;
  /** Whether there is anything to take a lane for. */
  readonly hasMore?: (() => boolean) | undefined;
}

/** Works on the next part; false when there was none, or it was the last. `signal` aborts when another one fails. */
export type PartWork = (scratch: Scratch, signal: AbortSignal) => Promise<boolean>;

/**
 * Works on part after part, as many at once as there are lanes, until there are no more. The first failure, or the
 * caller's abort, ends the others; it is thrown when all have ended, so that nothing goes on behind the caller's back.
 */
export async function everyPart({ lanes, signal, ready, hasMore }: PartsContext, work: PartWork): Promise<void> {
  const stop = new AbortController();
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error };
    // Not with the error itself: each call that is aborted would note on it what that call was.
    stop.abort(new Error("Another part has failed."));
  };
  const abort = (): void => fail(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  let more = true;
  const lane = async (): Promise<void> => {
    try {
      while (more && !stop.signal.aborted) {
        await orAborted(ready?.(), stop.signal);
        if (hasMore?.() === false) return;
        const goesOn = await lanes.run(async (scratch) => more && (await work(scratch, stop.signal)));
        if (!goesOn) more = false;
      }
    } catch (error) {
      fail(error);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes.count }, lane));
  } finally {
    signal?.removeEventListener("abort", abort);
  }
  if (failure !== undefined) throw (failure as { readonly error: unknown }).error;
}

/** Waits for what may never come, until the signal aborts. What comes, or fails, after that is nobody's concern. */
export async function orAborted<Value>(value: Value | PromiseLike<Value>, signal: AbortSignal): Promise<Value> {
  if (!isPromise(value)) return value;
  const listeners = listenersOf(signal);
  let abort: (reason: unknown) => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = reject;
  });
  if (signal.aborted) abort(signal.reason);
  listeners.add(abort);
  try {
    return await Promise.race([value, aborted]);
  } finally {
    listeners.delete(abort);
  }
}

function isPromise<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof (value as { then?: unknown } | undefined)?.then === "function";
}

/** One event listener serves all that wait: from the eleventh on Node warns of a leak. */
function listenersOf(signal: AbortSignal): Set<(reason: unknown) => void> {
  let listeners = listenersBySignal.get(signal);
  if (listeners === undefined) {
    const added = new Set<(reason: unknown) => void>();
    listenersBySignal.set(signal, (listeners = added));
    signal.addEventListener("abort", () => added.forEach((abort) => abort(signal.reason)), { once: true });
  }
  return listeners;
}

const listenersBySignal: WeakMap<AbortSignal, Set<(reason: unknown) => void>> = /*#__PURE__*/ new WeakMap();
