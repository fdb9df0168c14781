import type { IncrementalHash } from "../hash/incremental-hash.js";

/** CRC-32 of ISO-HDLC (gzip, PNG), as 4 bytes, the highest first. */
export function createCrc32(): IncrementalHash {
  // Most programs never need node:zlib, and importing it takes 2 ms.
  const { crc32 } = process.getBuiltinModule("node:zlib");
  let crc = 0;
  return {
    update(bytes) {
      crc = crc32(bytes, crc);
    },
    digest() {
      return Uint8Array.of(crc >>> 24, crc >>> 16, crc >>> 8, crc);
    },
  };
}
