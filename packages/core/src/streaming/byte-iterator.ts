import { toUtf8 } from "../encoding/utf8.js";
import type { ReadableEvents, Uint8ArrayStream } from "./types.js";

/** Reads a stream once. `cancel` lets go of it before its end. */
export interface ByteIterator {
  /** The next piece, never an empty one; undefined at the end. */
  next(): Promise<Uint8Array | undefined>;
  cancel(): Promise<void>;
}

/**
 * Reads bytes, an async iterable or a web stream. Pieces that are strings are taken as UTF-8: Node streams with an
 * encoding give them.
 *
 * @throws {TypeError} at a piece that is neither bytes nor text.
 */
export function byteIterator(source: Uint8Array | Uint8ArrayStream): ByteIterator {
  const pull = pullFrom(source);
  return {
    async next() {
      for (;;) {
        const { done, value } = await pull.next();
        if (done) return undefined;
        const bytes = asBytes(value);
        if (bytes.byteLength > 0) return bytes;
      }
    },
    async cancel() {
      await pull.cancel();
    },
  };
}

/** An async iterable over a {@link ByteIterator}, for those that want to loop. */
export async function* bytesOf(source: Uint8Array | Uint8ArrayStream): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = byteIterator(source);
  let ended = false;
  try {
    for (let piece = await iterator.next(); piece !== undefined; piece = await iterator.next()) yield piece;
    ended = true;
  } finally {
    if (!ended) await iterator.cancel();
  }
}

/** All bytes of a source. Bytes are given back as they are; no source is no bytes. `check` may throw at each piece. */
export async function readAll(
  source: Uint8Array | Uint8ArrayStream | undefined,
  check?: () => void,
): Promise<Uint8Array> {
  if (source === undefined) return new Uint8Array();
  if (ArrayBuffer.isView(source)) return source;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytesOf(source)) {
    check?.();
    pieces.push(piece);
    length += piece.byteLength;
  }
  return concatBytes(pieces, length);
}

/** What gives one thing after the other. `cancel` lets go of it before its end, also while the next is waited for. */
export interface Pull {
  next(): PromiseLike<{ done?: boolean | undefined; value?: unknown }>;
  cancel(): PromiseLike<unknown> | undefined;
}

/** Reads what a caller gives as a stream: an async iterable or a web stream. Bytes are a stream of one piece. */
export function pullFrom(source: Uint8Array | AsyncIterable<unknown> | ReadableEvents<unknown>): Pull {
  if (ArrayBuffer.isView(source)) {
    let given = false;
    return {
      next: async () => (given ? { done: true } : ((given = true), { value: source })),
      cancel: () => undefined,
    };
  }
  // Not all platforms' web streams are async iterables: Safari's are not.
  if ("getReader" in source) {
    const reader = source.getReader();
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
  const iterator = source[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    async cancel() {
      const returned = iterator.return?.();
      // A generator that never ran, or waits, forwards nothing, and Node's Readables iterate by one.
      (source as { destroy?(): void }).destroy?.();
      await returned;
    },
  };
}

function asBytes(piece: unknown): Uint8Array {
  if (typeof piece === "string") return toUtf8(piece);
  if (ArrayBuffer.isView(piece)) {
    return piece instanceof Uint8Array ? piece : new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
  }
  if (piece instanceof ArrayBuffer) return new Uint8Array(piece);
  throw new TypeError(`The stream gave ${piece === null ? "null" : typeof piece} where bytes were expected.`);
}

export function concatBytes(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}
