import { createBlockHash } from "./block-hash.js";
import type { IncrementalHash } from "./incremental-hash.js";

/** FIPS 180-4, section 6.4. A 64-bit word is a pair of 32-bit ones, the high half first. */
export function createSha512(): IncrementalHash {
  const roundConstants = (constants ??= rootFractions(80, 3n));
  return createBlockHash({
    blockSize: 128,
    state: (initialState ??= rootFractions(8, 2n)).slice(),
    mix: (block, state) => mix(block, state, roundConstants),
  });
}

let constants: Uint32Array | undefined;
let initialState: Uint32Array | undefined;

function mix(block: Uint32Array, state: Uint32Array, constants: Uint32Array): void {
  const w = new Uint32Array(160);
  w.set(block);
  for (let t = 32; t < 160; t += 2) {
    const [h15, l15, h2, l2] = [w[t - 30]!, w[t - 29]!, w[t - 4]!, w[t - 3]!];
    const low0 = rotateLow(h15, l15, 1) ^ rotateLow(h15, l15, 8) ^ ((l15 >>> 7) | (h15 << 25));
    const low1 = rotateLow(h2, l2, 19) ^ rotateLow(h2, l2, 61) ^ ((l2 >>> 6) | (h2 << 26));
    const high0 = rotateLow(l15, h15, 1) ^ rotateLow(l15, h15, 8) ^ (h15 >>> 7);
    const high1 = rotateLow(l2, h2, 19) ^ rotateLow(l2, h2, 61) ^ (h2 >>> 6);
    const low = (low0 >>> 0) + (low1 >>> 0) + w[t - 13]! + w[t - 31]!;
    w[t + 1] = low;
    w[t] = high0 + high1 + w[t - 14]! + w[t - 32]! + carry(low);
  }
  const v = state.slice();
  for (let t = 0; t < 160; t += 2) {
    const [ah, al, eh, el] = [v[0]!, v[1]!, v[8]!, v[9]!];
    const low1 =
      ((rotateLow(eh, el, 14) ^ rotateLow(eh, el, 18) ^ rotateLow(eh, el, 41)) >>> 0) +
      (((el & v[11]!) ^ (~el & v[13]!)) >>> 0) +
      v[15]! +
      constants[t + 1]! +
      w[t + 1]!;
    const high1 =
      (rotateLow(el, eh, 14) ^ rotateLow(el, eh, 18) ^ rotateLow(el, eh, 41)) +
      ((eh & v[10]!) ^ (~eh & v[12]!)) +
      v[14]! +
      constants[t]! +
      w[t]! +
      carry(low1);
    const low2 =
      ((rotateLow(ah, al, 28) ^ rotateLow(ah, al, 34) ^ rotateLow(ah, al, 39)) >>> 0) +
      (((al & v[3]!) ^ (al & v[5]!) ^ (v[3]! & v[5]!)) >>> 0) +
      (low1 >>> 0);
    const high2 =
      (rotateLow(al, ah, 28) ^ rotateLow(al, ah, 34) ^ rotateLow(al, ah, 39)) +
      ((ah & v[2]!) ^ (ah & v[4]!) ^ (v[2]! & v[4]!)) +
      high1 +
      carry(low2);
    const lowE = v[7]! + (low1 >>> 0);
    const highE = v[6]! + high1 + carry(lowE);
    v.copyWithin(2, 0, 14);
    v[8] = highE;
    v[9] = lowE;
    v[0] = high2;
    v[1] = low2;
  }
  for (let i = 0; i < 16; i += 2) {
    const low = state[i + 1]! + v[i + 1]!;
    state[i + 1] = low;
    state[i] = state[i]! + v[i]! + carry(low);
  }
}

/** Low half of the pair rotated to the right; with its halves swapped, the high half. */
function rotateLow(high: number, low: number, by: number): number {
  return by < 32 ? (low >>> by) | (high << (32 - by)) : (high >>> (by - 32)) | (low << (64 - by));
}

function carry(sum: number): number {
  return Math.floor(sum / 2 ** 32);
}

/** The first 64 bits of the fractions of the first primes' roots: FIPS 180-4's constants are nothing else. */
function rootFractions(count: number, degree: bigint): Uint32Array {
  const words = new Uint32Array(count * 2);
  for (let prime = 2n, found = 0; found < count; prime++) {
    if (!isPrime(prime)) continue;
    const root = integerRoot(prime << (64n * degree), degree);
    words[found * 2] = Number((root >> 32n) & 0xffff_ffffn);
    words[found * 2 + 1] = Number(root & 0xffff_ffffn);
    found++;
  }
  return words;
}

function isPrime(value: bigint): boolean {
  for (let divisor = 2n; divisor * divisor <= value; divisor++) if (value % divisor === 0n) return false;
  return true;
}

/** Newton's method from above. */
function integerRoot(value: bigint, degree: bigint): bigint {
  let root = 1n << 80n;
  for (;;) {
    const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}
