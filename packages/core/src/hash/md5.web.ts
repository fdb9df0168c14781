import { createBlockHash } from "./block-hash.js";
import type { IncrementalHash } from "./incremental-hash.js";

/** RFC 1321. Browsers have no native MD5; S3 wants it for customer-provided keys. */
export function createMd5(): IncrementalHash {
  const sines = Uint32Array.from({ length: 64 }, (_, index) => Math.abs(Math.sin(index + 1)) * 2 ** 32);
  return createBlockHash({
    blockSize: 64,
    littleEndian: true,
    state: Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476),
    mix: (words, state) => mix(words, state, sines),
  });
}

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

function mix(words: Uint32Array, state: Uint32Array, sines: Uint32Array): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const f =
      round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
    const word = words[(round === 0 ? i : round === 1 ? 5 * i + 1 : round === 2 ? 3 * i + 5 : 7 * i) & 15]!;
    const sum = (a + f + sines[i]! + word) | 0;
    const by = shifts[round * 4 + (i & 3)]!;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << by) | (sum >>> (32 - by)))) | 0;
  }
  [a, b, c, d].forEach((value, index) => {
    state[index]! += value;
  });
}
