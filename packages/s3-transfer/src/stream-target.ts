import { IncompleteReadError } from "@inia/core";
import type { DownloadTarget, NodeWritable, WebWritable } from "./download-target.js";
import { orAborted } from "./lanes.js";

/** Bytes that wait to be written: parts ahead of their turn do not read on while there are more. */
const heldAtMost = 33_554_432;

/**
 * Writes parts to a stream in their order. The part whose turn it is goes through as it comes; those after it are held
 * until then, as much as {@link heldAtMost} allows: a slow stream is waited for where the bytes come from.
 */
export function streamTarget(stream: NodeWritable | WebWritable): DownloadTarget {
  const writer = "getWriter" in stream ? webWriter(stream) : nodeWriter(stream);
  let turn = 0;
  let heldBytes = 0;
  const waiting = new Map<number, () => void>();
  const stalled: (() => void)[] = [];
  const goOn = (): void => {
    for (const go of stalled.splice(0)) go();
  };
  return {
    begin() {},
    openPart(number, _offset, _scratch, signal) {
      let held: Uint8Array[] = [];
      const flush = async (): Promise<void> => {
        const pieces = held;
        held = [];
        for (const piece of pieces) {
          const taking = writer.write(piece);
          if (taking !== undefined) await orAborted(taking, signal);
          heldBytes -= piece.byteLength;
          if (heldBytes <= heldAtMost) goOn();
        }
      };
      const isAhead = (): boolean => number !== turn && heldBytes > heldAtMost;
      const stall = async (): Promise<void> => {
        while (isAhead()) {
          await orAborted(new Promise<void>((go) => stalled.push(go)), signal);
        }
        if (number === turn) await flush();
      };
      return {
        write(piece) {
          held.push(piece);
          heldBytes += piece.byteLength;
          if (number === turn) return flush();
          return isAhead() ? stall() : undefined;
        },
        async end() {
          if (number !== turn) await orAborted(new Promise<void>((go) => waiting.set(number, go)), signal);
          await flush();
          turn += 1;
          waiting.get(turn)?.();
          waiting.delete(turn);
          goOn();
        },
      };
    },
    finish: () => writer.end(),
    discard: async (error) => writer.abort(error),
  };
}

interface Writer {
  /** Resolves when the stream takes more; undefined where it does at once. */
  write(piece: Uint8Array): Promise<void> | undefined;
  end(): Promise<void>;
  abort(error: unknown): void;
}

function webWriter(stream: WebWritable): Writer {
  const writer = stream.getWriter();
  return {
    async write(piece) {
      await writer.ready;
      await writer.write(piece);
    },
    end: () => writer.close(),
    // What it says to that is nobody's concern.
    abort: (reason) => void Promise.allSettled([writer.abort(reason)]),
  };
}

function nodeWriter(stream: NodeWritable): Writer {
  let failure: Error | undefined;
  let proceed: (() => void) | undefined;
  const go = (): void => proceed?.();
  const fail = (error: Error): void => {
    failure ??= error;
    go();
  };
  const onClose = (): void =>
    fail(new IncompleteReadError("The stream was closed before all of the object was written."));
  stream.on("error", fail);
  stream.on("close", onClose);
  stream.on("drain", go);
  /** Waits for `go`, which is called when the stream has failed, too. */
  const called = async (): Promise<void> => {
    if (failure === undefined) await new Promise<void>((resolve) => (proceed = resolve));
    if (failure !== undefined) throw failure;
  };
  return {
    write(piece) {
      if (failure !== undefined) return Promise.reject(failure);
      return stream.write(piece) ? undefined : called();
    },
    async end() {
      const ended = (error?: Error | null): void => {
        if (error) fail(error);
        // From here on it may close.
        else stream.off("close", onClose);
        go();
      };
      if (failure === undefined) stream.end(ended);
      await called();
      stream.off("error", fail);
      stream.off("drain", go);
    },
    // Without the error: it is told by the promise, and a stream that nobody listens to would end the program with it.
    // The listener stays, for what the stream may still say.
    abort: () => void stream.destroy(),
  };
}
