import { crc32 } from "node:zlib";

/** The object that goes down: pieces of one content. */
export const objectBytes = 1_073_741_824;
/** What memory is measured with; it has no checksum. */
export const longBytes: number = 2 * objectBytes;
export const pieceBytes = 262_144;

/** Its CRC32, in base64. */
export function objectChecksum(): string {
  return (checksum ??= compute());
}

function compute(): string {
  const piece = Buffer.alloc(pieceBytes, "ten bytes.");
  let sum = 0;
  for (let at = 0; at < objectBytes; at += pieceBytes) sum = crc32(piece, sum);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(sum);
  return bytes.toString("base64");
}

let checksum: string | undefined;
