import type { ClientRequest } from "node:http";
import type { Writable } from "node:stream";
import { IncompleteReadError } from "../errors/call.js";
import type { Uint8ArrayStream } from "../streaming/types.js";

/** What an upload tells its exchange: it waits for the server, or for the caller's stream. */
export interface UploadClock {
  startClock(): void;
  stopClock(): void;
  /** The exchange is over, or the server has answered: the rest of the body is not wanted. */
  readonly stopped: boolean;
}

/** Large enough that few calls are made, small enough that a slow line moves one within a read timeout. */
export const pieceSize = 65_536;

/**
 * Writes a body piece by piece at the speed at which the server takes it. The clock runs only while the server is
 * waited for, not while the caller's stream is. The piece that makes the request whole waits for the stream's end: of
 * a stream that has more, nothing is stored.
 *
 * @returns whether the body was written to its end; false when it was no longer wanted.
 * @throws {@link IncompleteReadError} when the body has another length than its `Content-Length` says.
 */
export async function sendPieces(
  request: ClientRequest,
  body: Uint8Array | Uint8ArrayStream,
  clock: UploadClock,
): Promise<boolean> {
  const announced = request.getHeader("content-length");
  const length = announced === undefined ? Infinity : Number(announced);
  let written = 0;
  let last: Uint8Array | undefined;
  for await (const piece of piecesOf(body)) {
    if (clock.stopped) return false;
    written += piece.byteLength;
    if (written > length) throw wrongLength(`more than the ${length}`);
    if (piece.byteLength === 0) continue;
    if (written === length) last = piece;
    else if (!request.write(piece)) {
      clock.startClock();
      await drained(request);
      if (clock.stopped) return false;
      clock.stopClock();
    }
  }
  if (clock.stopped) return false;
  if (length !== Infinity && written < length) throw wrongLength(`${written} of the ${length}`);
  if (last) request.write(last);
  return true;
}

/** Sends the head and waits for `100 Continue`. False when a final response came instead, or the connection ended. */
export function awaitContinue(request: ClientRequest, timeoutMs: number): Promise<boolean> {
  request.flushHeaders();
  return new Promise((resolve) => {
    const proceed = (): void => settle(true);
    const stop = (): void => settle(false);
    const timer = setTimeout(proceed, timeoutMs);
    request.once("continue", proceed);
    request.once("response", stop);
    request.once("close", stop);
    const settle = (send: boolean): void => {
      clearTimeout(timer);
      request.off("continue", proceed).off("response", stop).off("close", stop);
      resolve(send);
    };
  });
}

function piecesOf(body: Uint8Array | Uint8ArrayStream): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  // Node's ReadableStream is an async iterable.
  return ArrayBuffer.isView(body) ? slices(body) : (body as AsyncIterable<Uint8Array>);
}

function* slices(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += pieceSize) yield bytes.subarray(start, start + pieceSize);
}

/** Resolves when more can be written, or nothing ever. */
export function drained(request: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      request.off("drain", done).off("close", done);
      resolve();
    };
    request.on("drain", done).on("close", done);
  });
}

function wrongLength(amount: string): IncompleteReadError {
  return new IncompleteReadError(
    `The request's body has ${amount} bytes that Content-Length announces. Give the stream's true length.`,
  );
}
