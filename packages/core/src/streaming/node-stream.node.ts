/** A Node `Readable` over pieces; destroying it stops reading. */
export function nodeStream(pieces: AsyncIterable<Uint8Array>): NodeJS.ReadableStream {
  return process.getBuiltinModule("node:stream").Readable.from(pieces, { objectMode: false });
}
