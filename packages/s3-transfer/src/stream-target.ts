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
        for (const piece of pieces) await orAborted(writer.write(piece), signal);
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
  /** Resolves when the stream has taken the piece. */
  write(piece: Uint8Array): Promise<void>;
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
    abort: (error) => void writer.abort(error).catch(() => {}),
  };
}

function nodeWriter(stream: NodeWritable): Writer {
  let failure: Error | undefined;
  const failing = new Set<(error: Error) => void>();
  const fail = (error: Error): void => {
    failure ??= error;
    for (const reject of failing) reject(failure);
  };
  const onClose = (): void =>
    fail(new IncompleteReadError("The stream was closed before all of the object was written."));
  stream.on("error", fail);
  stream.on("close", onClose);
  const settled = (start: (done: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      if (failure !== undefined) {
        reject(failure);
        return;
      }
      failing.add(reject);
      start((error) => {
        failing.delete(reject);
        if (error) reject(error);
        else resolve();
      });
    });
  return {
    write: (piece) => settled((done) => void stream.write(piece, done)),
    async end() {
      await settled((done) => void stream.end(done));
      stream.off("error", fail);
      stream.off("close", onClose);
    },
    // Without the error: it is told by the promise, and a stream that nobody listens to would end the program with it.
    // The listener stays, for what the stream may still say.
    abort: () => void stream.destroy(),
  };
}
