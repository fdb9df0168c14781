/** CRC-32 (ISO-HDLC, zlib's) of bytes; `previous` continues the checksum of what came before them. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  table ??= makeTable();
  let crc = ~previous;
  for (let index = 0; index < bytes.length; index++) crc = table[(crc ^ bytes[index]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
}

let table: Uint32Array | undefined;
