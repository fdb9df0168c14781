import type { IncrementalHash } from "../hash/incremental-hash.js";

/**
 * XXH64 with seed 0, as 8 bytes, the highest first.
 *
 * @see xxHash fast digest algorithm, specification 0.2.0, "XXH64"
 */
export function createXxHash64(): IncrementalHash {
  const lanes = [PRIME64_1 + PRIME64_2, PRIME64_2, 0n, -PRIME64_1].map(u64);
  const block = blocks(32, (view, at) => {
    for (let lane = 0; lane < 4; lane++) lanes[lane] = round(lanes[lane]!, view.getBigUint64(at + 8 * lane, true));
  });
  return {
    update: block.update,
    digest() {
      const { total, rest } = block;
      let hash =
        total < 32 ? PRIME64_5 : lanes.reduce((sum, lane, index) => sum + rotate(lane, lanesRotated[index]!), 0n);
      if (total >= 32) for (const lane of lanes) hash = u64((u64(hash) ^ round(0n, lane)) * PRIME64_1 + PRIME64_4);
      hash = u64(hash + BigInt(total));
      const view = viewOf(rest);
      let at = 0;
      for (; at + 8 <= rest.length; at += 8) {
        hash = u64(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * PRIME64_1 + PRIME64_4);
      }
      if (at + 4 <= rest.length) {
        hash = u64(rotate(hash ^ u64(BigInt(view.getUint32(at, true)) * PRIME64_1), 23n) * PRIME64_2 + PRIME64_3);
        at += 4;
      }
      for (; at < rest.length; at++) hash = u64(rotate(hash ^ u64(BigInt(rest[at]!) * PRIME64_5), 11n) * PRIME64_1);
      return bigEndian(avalanche64(hash));
    },
  };
}

export const PRIME32_1 = 0x9e3779b1n;
export const PRIME32_2 = 0x85ebca77n;
export const PRIME32_3 = 0xc2b2ae3dn;
export const PRIME64_1 = 0x9e3779b185ebca87n;
export const PRIME64_2 = 0xc2b2ae3d27d4eb4fn;
export const PRIME64_3 = 0x165667b19e3779f9n;
export const PRIME64_4 = 0x85ebca77c2b2ae63n;
export const PRIME64_5 = 0x27d4eb2f165667c5n;
const lanesRotated = [1n, 7n, 12n, 18n] as const;

/** Cuts what comes in pieces into blocks of one size; the last block, also when it is full, stays in `rest`. */
export function blocks(
  size: number,
  take: (view: DataView, at: number) => void,
  keepsLast = false,
): { update(bytes: Uint8Array): void; readonly rest: Uint8Array; readonly total: number } {
  const buffer = new Uint8Array(size);
  const bufferView = viewOf(buffer);
  const slack = keepsLast ? 1 : 0;
  let held = 0;
  let total = 0;
  return {
    update(bytes) {
      total += bytes.length;
      let at = 0;
      if (held > 0) {
        at = Math.min(size - held, bytes.length);
        buffer.set(bytes.subarray(0, at), held);
        held += at;
        if (held < size || bytes.length - at < slack) return;
        take(bufferView, 0);
        held = 0;
      }
      const view = viewOf(bytes);
      for (; bytes.length - at >= size + slack; at += size) take(view, at);
      buffer.set(bytes.subarray(at));
      held = bytes.length - at;
    },
    get rest() {
      return buffer.subarray(0, held);
    },
    get total() {
      return total;
    },
  };
}

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

export function u64(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

export function avalanche64(hash: bigint): bigint {
  const first = u64((hash ^ (hash >> 33n)) * PRIME64_2);
  const second = u64((first ^ (first >> 29n)) * PRIME64_3);
  return second ^ (second >> 32n);
}

export function rotate(value: bigint, bits: bigint): bigint {
  return u64(value << bits) | (value >> (64n - bits));
}

export function bigEndian(...words: readonly bigint[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * words.length));
  words.forEach((word, index) => view.setBigUint64(8 * index, word));
  return new Uint8Array(view.buffer);
}

function round(lane: bigint, input: bigint): bigint {
  return u64(rotate(u64(lane + input * PRIME64_2), 31n) * PRIME64_1);
}
