import type { IncrementalHash } from "../hash/incremental-hash.js";
import type { FoldCrc } from "./crc-fold.js";

/**
 * Eight tables of 256 remainders, one after the other, for a polynomial in reflected form. Table `k` tells what a
 * byte does to the remainder when `k` more bytes follow, so that eight bytes are looked up independently.
 *
 * @see M. E. Kounavis, F. L. Berry, "A systematic approach to building high performance software-based CRC
 * generators" ("slicing-by-8")
 */
export function crcTables(polynomial: number): Int32Array {
  const tables = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? polynomial : 0);
    tables[byte] = remainder;
  }
  for (let index = 256; index < tables.length; index++) {
    const previous = tables[index - 256]!;
    tables[index] = (previous >>> 8) ^ tables[previous & 255]!;
  }
  return tables;
}

/** A CRC of 32 bits with all bits inverted before and after, as 4 bytes, the highest first. */
export function createReflectedCrc32(t: Int32Array, fold?: FoldCrc): IncrementalHash {
  let crc = -1;
  return {
    update(piece) {
      const folded = fold?.(piece, crc, 0);
      if (folded !== undefined) crc = 0;
      const bytes = folded ?? piece;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      const sliced = bytes.length & ~7;
      let at = 0;
      for (; at < sliced; at += 8) {
        crc ^= view.getInt32(at, true);
        const next = view.getInt32(at + 4, true);
        crc =
          t[1792 + (crc & 255)]! ^
          t[1536 + ((crc >>> 8) & 255)]! ^
          t[1280 + ((crc >>> 16) & 255)]! ^
          t[1024 + (crc >>> 24)]! ^
          t[768 + (next & 255)]! ^
          t[512 + ((next >>> 8) & 255)]! ^
          t[256 + ((next >>> 16) & 255)]! ^
          t[next >>> 24]!;
      }
      for (; at < bytes.length; at++) crc = (crc >>> 8) ^ t[(crc ^ bytes[at]!) & 255]!;
    },
    digest() {
      const value = ~crc;
      return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
    },
  };
}
