import type { IncrementalHash } from "../hash/incremental-hash.js";
import { avalanche, type Hash128, keyAt, multiplyFold, secretBytes, short64, short128 } from "./xxh3-short.js";
import { bigEndian, blocks, u64, viewOf } from "./xxhash.js";
import {
  PRIME32_1,
  PRIME32_2,
  PRIME32_3,
  PRIME64_1,
  PRIME64_2,
  PRIME64_3,
  PRIME64_4,
  PRIME64_5,
} from "./xxhash-primes.js";
import { type MixBlocks, mixXxHash3 } from "./xxhash-programs.js";

/**
 * XXH3 of 64 bits with seed 0 and the default secret, as 8 bytes, the highest first.
 *
 * @see xxHash fast digest algorithm, specification 0.2.0, "XXH3"
 */
export function createXxHash3(mixBlocks?: MixBlocks): IncrementalHash {
  return createXxh3(
    mixBlocks,
    (bytes) => bigEndian(short64(bytes)),
    (lanes, length) => bigEndian(merge(lanes, 11, u64(length * PRIME64_1))),
  );
}

/** XXH3 of 128 bits, as 16 bytes, the highest first. */
export function createXxHash128(mixBlocks?: MixBlocks): IncrementalHash {
  return createXxh3(
    mixBlocks,
    (bytes) => inOrder(short128(bytes)),
    (lanes, length) =>
      inOrder([merge(lanes, 11, u64(length * PRIME64_1)), merge(lanes, 117, u64(~(length * PRIME64_2)))]),
  );
}

/** Up to 240 bytes there are formulas of their own; above, eight lanes take 64 bytes at a time. */
function createXxh3(
  mixBlocks: MixBlocks = (mix ??=
    mixXxHash3(secretBytes())),
  ofShort: (bytes: Uint8Array) => Uint8Array,
  ofLanes: (lanes: BigUint64Array, length: bigint) => Uint8Array,
): IncrementalHash {
  const lanes = BigUint64Array.of(
    ...[PRIME32_3, PRIME64_1, PRIME64_2, PRIME64_3, PRIME64_4, PRIME32_2, PRIME64_5, PRIME32_1],
  );
  const words = Array.from({ length: 24 }, (_, index) => keyAt(8 * index));
  const tail = new Uint8Array(stripeSize);
  const block = blocks(
    stripeSize * stripesPerBlock,
    (view, at) => {
      for (let stripe = 0; stripe < stripesPerBlock; stripe++) {
        accumulate(lanes, view, at + stripeSize * stripe, (lane) => words[stripe + lane]!);
      }
      for (let lane = 0; lane < 8; lane++) {
        const value = lanes[lane]!;
        lanes[lane] = (value ^ (value >> 47n) ^ words[16 + lane]!) * PRIME32_1;
      }
      const end = at + stripeSize * stripesPerBlock;
      for (let index = 0; index < stripeSize; index++) tail[index] = view.getUint8(end - stripeSize + index);
    },
    (bytes) => {
      if (!mixBlocks(lanes, bytes)) return false;
      tail.set(bytes.subarray(-stripeSize));
      return true;
    },
    true,
  );
  return {
    update: block.update,
    digest() {
      const { rest, total } = block;
      if (total <= 240) return ofShort(rest);
      const view = viewOf(rest);
      const stripes = Math.floor((rest.length - 1) / stripeSize);
      for (let stripe = 0; stripe < stripes; stripe++) {
        accumulate(lanes, view, stripeSize * stripe, (lane) => words[stripe + lane]!);
      }
      const last = new Uint8Array(stripeSize);
      if (rest.length < stripeSize) last.set(tail.subarray(rest.length));
      last.set(rest.subarray(-stripeSize), Math.max(0, stripeSize - rest.length));
      accumulate(lanes, viewOf(last), 0, (lane) => keyAt(121 + 8 * lane));
      return ofLanes(lanes, BigInt(total));
    },
  };
}

function accumulate(lanes: BigUint64Array, view: DataView, at: number, key: (lane: number) => bigint): void {
  for (let lane = 0; lane < 8; lane++) {
    const data = view.getBigUint64(at + 8 * lane, true);
    const mixed = data ^ key(lane);
    lanes[lane ^ 1]! += data;
    lanes[lane]! += (mixed & 0xffffffffn) * (mixed >> 32n);
  }
}

function merge(lanes: BigUint64Array, secretAt: number, start: bigint): bigint {
  let sum = start;
  for (let lane = 0; lane < 8; lane += 2) {
    const at = secretAt + 8 * lane;
    sum += multiplyFold(lanes[lane]! ^ keyAt(at), lanes[lane + 1]! ^ keyAt(at + 8));
  }
  return avalanche(u64(sum));
}

function inOrder([low, high]: Hash128): Uint8Array {
  return bigEndian(high, low);
}

let mix: MixBlocks | undefined;

const stripeSize = 64;
const stripesPerBlock = 16;
