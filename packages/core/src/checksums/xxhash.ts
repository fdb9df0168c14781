import type { IncrementalHash } from "../hash/incremental-hash.js";
import { PRIME64_1, PRIME64_2, PRIME64_3, PRIME64_4, PRIME64_5 } from "./xxhash-primes.js";
import { type MixBlocks, mixXxHash64 } from "./xxhash-programs.js";

/**
 * XXH64 with seed 0, as 8 bytes, the highest first.
 *
 * @see xxHash fast digest algorithm, specification 0.2.0, "XXH64"
 */
export function createXxHash64(mixBlocks: MixBlocks = mixXxHash64): IncrementalHash {
  const lanes = BigUint64Array.of(PRIME64_1 + PRIME64_2, PRIME64_2, 0n, -PRIME64_1);
  const block = blocks(
    32,
    (view, at) => {
      for (let lane = 0; lane < 4; lane++) lanes[lane] = round(lanes[lane]!, view.getBigUint64(at + 8 * lane, true));
    },
    (bytes) => mixBlocks(lanes, bytes),
  );
  return {
    update: block.update,
    digest() {
      const { total, rest } = block;
      let hash =
        total < 32 ? PRIME64_5 : lanesRotated.reduce((sum, bits, lane) => sum + rotate(lanes[lane]!, bits), 0n);
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

const lanesRotated = [1n, 7n, 12n, 18n] as const;

/**
 * Cuts what comes in pieces into blocks of one size. Whole blocks are offered to `takeMany` first, which may refuse. With
 * `keepsLast` the last block stays in `rest`, also when it is full.
 */
export function blocks(
  size: number,
  take: (view: DataView, at: number) => void,
  takeMany: (bytes: Uint8Array) => boolean,
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
        if (!takeMany(buffer)) take(bufferView, 0);
        held = 0;
      }
      const taken = at + Math.max(0, Math.floor((bytes.length - at - slack) / size)) * size;
      if (takeMany(bytes.subarray(at, taken))) at = taken;
      const view = viewOf(bytes);
      for (; at < taken; at += size) take(view, at);
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
