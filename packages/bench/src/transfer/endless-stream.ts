import { Readable } from "node:stream";

/** A stream of so many bytes, whose length nobody knows: pieces as files and sockets give them, each of its own. */
export function endlessStream(bytes: number): Readable {
  let left = bytes;
  return new Readable({
    highWaterMark: pieceBytes,
    read() {
      const piece = Buffer.allocUnsafeSlow(Math.min(pieceBytes, left)).fill(1);
      left -= piece.length;
      this.push(piece.length === 0 ? null : piece);
    },
  });
}

const pieceBytes = 65_536;
