/** Some bytes of one length, in the pieces in which they were read. */
export interface Chunk {
  readonly length: number;
  readonly pieces: readonly Uint8Array[];
}

/** Gathers what is read into chunks of one size, without copying; the last may be shorter. */
export async function* chunksOf(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Chunk, void, undefined> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    for (let at = 0; at < piece.byteLength; ) {
      const part = piece.subarray(at, at + size - length);
      pieces.push(part);
      length += part.byteLength;
      at += part.byteLength;
      if (length < size) continue;
      yield { length, pieces };
      pieces = [];
      length = 0;
    }
  }
  if (length > 0) yield { length, pieces };
}
