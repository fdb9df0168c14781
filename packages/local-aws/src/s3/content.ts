/** Bytes of an object or a part, kept in the pieces in which they came; slicing and joining copy nothing. */
export class Content {
  readonly pieces: readonly Uint8Array[];
  readonly length: number;

  constructor(pieces: readonly Uint8Array[]) {
    this.length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    this.pieces = this.length < COMPACT_BELOW_BYTES ? [Buffer.concat(pieces)] : pieces;
  }

  static join(contents: readonly Content[]): Content {
    return new Content(contents.flatMap((content) => content.pieces));
  }

  /** The bytes from `start` up to, not including, `end`. */
  slice(start: number, end: number): Content {
    const pieces: Uint8Array[] = [];
    let offset = 0;
    for (const piece of this.pieces) {
      const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, piece.length)];
      if (from < to) {
        pieces.push(piece.subarray(from, to));
      }
      offset += piece.length;
    }
    return new Content(pieces);
  }
}

const COMPACT_BELOW_BYTES = 64 * 1024;
