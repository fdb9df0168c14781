import { foldCrc64Nvme } from "#platform/crc-fold";
import type { IncrementalHash } from "../hash/incremental-hash.js";
import type { FoldCrc } from "./crc-fold.js";

/** CRC-64/NVME, as 8 bytes, the highest first. */
export function createCrc64Nvme(fold: FoldCrc | undefined = foldCrc64Nvme): IncrementalHash {
  const { low: l, high: h } = (tables ??= crc64Tables());
  let low = -1;
  let high = -1;
  return {
    update(piece) {
      const folded = fold?.(piece, low, high);
      if (folded !== undefined) low = high = 0;
      const bytes = folded ?? piece;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      const sliced = bytes.length & ~7;
      let at = 0;
      for (; at < sliced; at += 8) {
        low ^= view.getInt32(at, true);
        high ^= view.getInt32(at + 4, true);
        const a = 1792 + (low & 255);
        const b = 1536 + ((low >>> 8) & 255);
        const c = 1280 + ((low >>> 16) & 255);
        const d = 1024 + (low >>> 24);
        const e = 768 + (high & 255);
        const f = 512 + ((high >>> 8) & 255);
        const g = 256 + ((high >>> 16) & 255);
        const i = high >>> 24;
        low = l[a]! ^ l[b]! ^ l[c]! ^ l[d]! ^ l[e]! ^ l[f]! ^ l[g]! ^ l[i]!;
        high = h[a]! ^ h[b]! ^ h[c]! ^ h[d]! ^ h[e]! ^ h[f]! ^ h[g]! ^ h[i]!;
      }
      for (; at < bytes.length; at++) {
        const index = (low ^ bytes[at]!) & 255;
        low = ((low >>> 8) | (high << 24)) ^ l[index]!;
        high = (high >>> 8) ^ h[index]!;
      }
    },
    digest() {
      const [first, last] = [~high, ~low];
      return Uint8Array.of(first >>> 24, first >>> 16, first >>> 8, first, last >>> 24, last >>> 16, last >>> 8, last);
    },
  };
}

/** The remainders of {@link crcTables}, cut into halves of 32 bits. */
function crc64Tables(): { readonly low: Int32Array; readonly high: Int32Array } {
  const low = new Int32Array(8 * 256);
  const high = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    let upper = 0;
    for (let bit = 0; bit < 8; bit++) {
      const odd = -(remainder & 1);
      remainder = ((remainder >>> 1) | (upper << 31)) ^ (odd & 0xac4bc9b5);
      upper = (upper >>> 1) ^ (odd & 0x9a6c9329);
    }
    low[byte] = remainder;
    high[byte] = upper;
  }
  for (let index = 256; index < low.length; index++) {
    const previous = low[index - 256]!;
    const upper = high[index - 256]!;
    low[index] = ((previous >>> 8) | (upper << 24)) ^ low[previous & 255]!;
    high[index] = (upper >>> 8) ^ high[previous & 255]!;
  }
  return { low, high };
}

let tables: ReturnType<typeof crc64Tables> | undefined;
