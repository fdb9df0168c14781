import type { ReadStream } from "node:fs";
import type { BodyStream } from "./input.js";

/**
 * A stream of `fs.createReadStream(path)` as a body: its file tells its length, and is opened again when the body has
 * to be sent again. Undefined for all other streams, and where reading has begun.
 */
export function fileBody(input: object): BodyStream | undefined {
  const fs = process.getBuiltinModule("node:fs");
  if (!(input instanceof fs.ReadStream)) return undefined;
  const { path, start = 0, end = Infinity, bytesRead } = input as ReadStream & { start?: number; end?: number };
  if (path === undefined || bytesRead > 0) return undefined;
  const stats = fs.statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) return undefined;
  // The given stream has its file open already; left unread it would stay so.
  let given: ReadStream | undefined = input;
  return {
    length: Math.max(0, Math.min(end + 1, stats.size) - start),
    replayable: true,
    repeatable: true,
    async *[Symbol.asyncIterator]() {
      const stream = given ?? fs.createReadStream(path, { start, end });
      given = undefined;
      yield* stream as AsyncIterable<Uint8Array>;
    },
  };
}
