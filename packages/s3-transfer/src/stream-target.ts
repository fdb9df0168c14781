import { IncompleteReadError } from "@inia/core";
import type { DownloadTarget, NodeWritable, WebWritable } from "./download-target.js";
import { orAborted } from "./lanes.js";

/**
 * Writes parts to a stream in their order. The part whose turn it is goes through as it comes; those after it are held
 * until then, as many as are under way.
 */
export function streamTarget(stream: NodeWritable | WebWritable): DownloadTarget {
  const writer = "getWriter" in stream ? webWriter(stream) : nodeWriter(stream);
  let turn = 0;
  const waiting = new Map<number, () => void>();
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
        }
      };
      return {
        write(piece) {
          held.push(piece);
          return number === turn ? flush() : undefined;
        },
        async end() {
          if (number !== turn) await orAborted(new Promise<void>((go) => waiting.set(number, go)), signal);
          await flush();
          turn += 1;
          waiting.get(turn)?.();
          waiting.delete(turn);
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
