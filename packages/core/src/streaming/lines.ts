import { concatBytes } from "./byte-iterator.js";

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Cuts pieces of a body into lines, ended by LF, CR LF or CR. A last line without an end is one too; nothing follows
 * the last end. (botocore response.py, `iter_lines`; Python's `bytes.splitlines`)
 */
export async function* splitLines(
  pieces: AsyncIterable<Uint8Array>,
  keepEnds: boolean,
): AsyncGenerator<Uint8Array, void, undefined> {
  // What came since the last end. A CR at its very end waits for the LF that may follow.
  let open: Uint8Array[] = [];
  let openLength = 0;
  let endsInReturn = false;
  const line = (end: Uint8Array, endLength: number): Uint8Array => {
    const whole = concatBytes([...open, end], openLength + end.byteLength);
    open = [];
    openLength = 0;
    return keepEnds ? whole : whole.subarray(0, whole.byteLength - endLength);
  };
  for await (const piece of pieces) {
    let start = 0;
    if (endsInReturn) {
      const followed = piece[0] === lineFeed;
      start = followed ? 1 : 0;
      yield line(piece.subarray(0, start), followed ? 2 : 1);
    }
    endsInReturn = false;
    for (let at = start; at < piece.byteLength; at++) {
      const byte = piece[at];
      if (byte !== lineFeed && byte !== carriageReturn) continue;
      let endLength = 1;
      if (byte === carriageReturn) {
        if (at + 1 === piece.byteLength) {
          endsInReturn = true;
          break;
        }
        if (piece[at + 1] === lineFeed) endLength = 2;
      }
      yield line(piece.subarray(start, at + endLength), endLength);
      at += endLength - 1;
      start = at + 1;
    }
    if (start < piece.byteLength) {
      open.push(piece.subarray(start));
      openLength += piece.byteLength - start;
    }
  }
  if (openLength > 0) yield line(new Uint8Array(), endsInReturn ? 1 : 0);
}
