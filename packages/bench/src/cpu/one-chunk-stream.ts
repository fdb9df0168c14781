import { Readable } from "node:stream";

/** A body as a response's: a Node stream that gives one chunk. */
export function oneChunkStream(bytes: Uint8Array): Readable {
  return new Readable({
    read() {
      this.push(bytes);
      this.push(null);
    },
  });
}
