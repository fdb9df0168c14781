import type { Uint8ArrayStream } from "@inia/core";
import type { Scratch } from "./lanes.js";
import type { PartSource } from "./part-source.js";

/** Reads a stream part by part, each into a scratch. */
export function streamSource(stream: Uint8ArrayStream, size: number | undefined): PartSource {
  const pull = pullFrom(stream);
  // A Node stream is listened to from the first read on; before that its error would end the program.
  let first: Promise<unknown> | undefined = pull.next();
  first.catch(() => {});
  let rest: Uint8Array | undefined;
  let ended = false;

  const nextPiece = async (): Promise<Uint8Array | undefined> => {
    if (rest !== undefined || ended) return rest;
    const { done, value } = (await (first ?? pull.next())) as { done?: boolean; value?: unknown };
    first = undefined;
    ended = done === true;
    return ended ? undefined : asBytes(value);
  };
  const fill = async (length: number, scratch: Scratch): Promise<Uint8Array> => {
    let target: Uint8Array | undefined;
    let at = 0;
    while (at < length) {
      const piece = await nextPiece();
      if (piece === undefined) break;
      target ??= scratch.take(length);
      const taken = piece.subarray(0, length - at);
      target.set(taken, at);
      at += taken.byteLength;
      rest = taken.byteLength < piece.byteLength ? piece.subarray(taken.byteLength) : undefined;
    }
    return target === undefined ? new Uint8Array() : target.subarray(0, at);
  };

  let last: Promise<unknown> = Promise.resolve();
  return {
    size,
    next(length, scratch) {
      // A read after one that failed fails likewise: the stream is not to be had any more.
      const read = last.then(() => fill(length, scratch));
      last = read;
      return read;
    },
    async close() {
      last.catch(() => {});
      if (!ended) pull.cancel();
      ended = true;
    },
  };
}

interface Pull {
  next(): Promise<unknown>;
  /** Without waiting: a stream that gives nothing does not say either that it has stopped. */
  cancel(): void;
}

function pullFrom(stream: Uint8ArrayStream): Pull {
  if ("getReader" in stream) {
    const reader = stream.getReader();
    return { next: () => reader.read(), cancel: () => void reader.cancel().catch(() => {}) };
  }
  const iterator = (stream as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    cancel() {
      iterator.return?.()?.catch(() => {});
      (stream as { destroy?(): void }).destroy?.();
    },
  };
}

function asBytes(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  if (typeof piece === "string") return new TextEncoder().encode(piece);
  if (ArrayBuffer.isView(piece)) return new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
  if (piece instanceof ArrayBuffer) return new Uint8Array(piece);
  throw new TypeError(`The stream gave ${piece === null ? "null" : typeof piece} where bytes were expected.`);
}
