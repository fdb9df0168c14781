import type { StreamingBody } from "../streaming/streaming-body.js";

/** A Node `Readable` that takes hold of the body with the first read; destroying it gives the body up. */
export function readable(body: StreamingBody): object {
  let pieces: AsyncGenerator<Uint8Array, void, undefined> | undefined;
  const { Readable } = process.getBuiltinModule("node:stream");
  return new Readable({
    async read() {
      try {
        pieces ??= body[Symbol.asyncIterator]();
        const { done, value } = await pieces.next();
        this.push(done ? null : value);
      } catch (error) {
        this.destroy(error as Error);
      }
    },
    destroy(error, callback) {
      body.close();
      callback(error);
    },
  });
}

/** Bytes as text in one of Node's encodings, or in one that `TextDecoder` knows. */
export function bytesToString(bytes: Uint8Array, encoding: string = "utf8"): string {
  return Buffer.isEncoding(encoding)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding)
    : new TextDecoder(encoding).decode(bytes);
}
