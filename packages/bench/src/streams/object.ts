import { crc32 } from "node:zlib";

/** The object that is streamed: 4,096 pieces of 64 KiB. */
export const objectLength: number = 256 * 1024 * 1024;
export const piece: Uint8Array = Uint8Array.from({ length: 64 * 1024 }, (_, index) => (index * 31) % 251);

/** The object's pieces. */
export function* pieces(): Generator<Uint8Array> {
  for (let sent = 0; sent < objectLength; sent += piece.length) yield piece;
}

/** CRC-32 of the object, as S3 writes it. */
export function objectCrc32(): string {
  let crc = 0;
  for (const bytes of pieces()) crc = crc32(bytes, crc);
  const written = Buffer.alloc(4);
  written.writeUInt32BE(crc);
  return written.toString("base64");
}
