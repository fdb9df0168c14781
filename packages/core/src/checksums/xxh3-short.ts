import { avalanche64, rotate, u64, viewOf } from "./xxhash.js";
import { PRIME32_2, PRIME64_1, PRIME64_2, PRIME64_4 } from "./xxhash-primes.js";

/** A hash of 128 bits, in two halves. */
export type Hash128 = readonly [low: bigint, high: bigint];

/** XXH3 of 64 bits of up to 240 bytes. (xxHash specification 0.2.0, "Small inputs", "Medium inputs") */
export function short64(bytes: Uint8Array): bigint {
  const { length } = bytes;
  const view = viewOf(bytes);
  const size = BigInt(length);
  if (length === 0) return avalanche64(keyAt(56) ^ keyAt(64));
  if (length <= 3) return avalanche64(BigInt(combined(bytes)) ^ BigInt((key32At(0) ^ key32At(4)) >>> 0));
  if (length <= 8) {
    const input = (BigInt(view.getUint32(0, true)) << 32n) + BigInt(view.getUint32(length - 4, true));
    const keyed = u64(input) ^ keyAt(8) ^ keyAt(16);
    const mixed = u64((keyed ^ rotate(keyed, 49n) ^ rotate(keyed, 24n)) * MIX_2);
    const second = u64((mixed ^ ((mixed >> 35n) + size)) * MIX_2);
    return second ^ (second >> 28n);
  }
  if (length <= 16) {
    const low = view.getBigUint64(0, true) ^ keyAt(24) ^ keyAt(32);
    const high = view.getBigUint64(length - 8, true) ^ keyAt(40) ^ keyAt(48);
    return avalanche(u64(size + swap(low) + high + multiplyFold(low, high)));
  }
  let sum = size * PRIME64_1;
  if (length <= 128) {
    for (let pair = 0; pair < Math.ceil(length / 32); pair++) {
      sum += mix(view, 16 * pair, 32 * pair) + mix(view, length - 16 * (pair + 1), 32 * pair + 16);
    }
    return avalanche(u64(sum));
  }
  for (let at = 0; at < 128; at += 16) sum += mix(view, at, at);
  sum = avalanche(u64(sum));
  for (let at = 128; at + 16 <= length; at += 16) sum += mix(view, at, at - 128 + 3);
  return avalanche(u64(sum + mix(view, length - 16, 119)));
}

/** XXH3 of 128 bits of up to 240 bytes. */
export function short128(bytes: Uint8Array): Hash128 {
  const { length } = bytes;
  const view = viewOf(bytes);
  if (length === 0) return [avalanche64(keyAt(64) ^ keyAt(72)), avalanche64(keyAt(80) ^ keyAt(88))];
  if (length <= 3) return tiny128(bytes);
  if (length <= 8) return small128(view, length);
  if (length <= 16) return medium128(view, length);
  let sums: Hash128 = [u64(BigInt(length) * PRIME64_1), 0n];
  if (length <= 128) {
    for (let pair = Math.ceil(length / 32) - 1; pair >= 0; pair--) {
      sums = mixPair(sums, view, 16 * pair, length - 16 * (pair + 1), 32 * pair);
    }
    return finish128(sums, length);
  }
  for (let at = 0; at < 128; at += 32) sums = mixPair(sums, view, at, at + 16, at);
  sums = [avalanche(sums[0]), avalanche(sums[1])];
  for (let at = 128; at + 32 <= length; at += 32) sums = mixPair(sums, view, at, at + 16, at - 128 + 3);
  return finish128(mixPair(sums, view, length - 16, length - 32, 103), length);
}

export function secretBytes(): Uint8Array {
  return new Uint8Array(secretView().buffer);
}

/** The 64 bits of the secret at a place. */
export function keyAt(at: number): bigint {
  return secretView().getBigUint64(at, true);
}

/** Both halves of a product of 128 bits, one on the other. */
export function multiplyFold(a: bigint, b: bigint): bigint {
  const product = a * b;
  return u64(product) ^ (product >> 64n);
}

export function avalanche(hash: bigint): bigint {
  const mixed = u64((hash ^ (hash >> 37n)) * MIX_1);
  return mixed ^ (mixed >> 32n);
}

function tiny128(bytes: Uint8Array): Hash128 {
  const low = combined(bytes);
  const swapped = Number(swap(BigInt(low)) >> 32n);
  const high = ((swapped << 13) | (swapped >>> 19)) >>> 0;
  return [
    avalanche64(BigInt(low) ^ BigInt((key32At(0) ^ key32At(4)) >>> 0)),
    avalanche64(BigInt(high) ^ BigInt((key32At(8) ^ key32At(12)) >>> 0)),
  ];
}

function small128(view: DataView, length: number): Hash128 {
  const input = BigInt(view.getUint32(0, true)) + (BigInt(view.getUint32(length - 4, true)) << 32n);
  const product = (input ^ keyAt(16) ^ keyAt(24)) * u64(PRIME64_1 + BigInt(length << 2));
  const high = u64((product >> 64n) + (product << 1n));
  let low = u64(product) ^ (high >> 3n);
  low = u64((low ^ (low >> 35n)) * MIX_2);
  return [low ^ (low >> 28n), avalanche(high)];
}

function medium128(view: DataView, length: number): Hash128 {
  const [first, last] = [view.getBigUint64(0, true), view.getBigUint64(length - 8, true)];
  const product = (first ^ last ^ keyAt(32) ^ keyAt(40)) * PRIME64_1;
  const keyed = last ^ keyAt(48) ^ keyAt(56);
  const high = u64((product >> 64n) + keyed + (keyed & 0xffffffffn) * (PRIME32_2 - 1n));
  const low = u64(product + (BigInt(length - 1) << 54n)) ^ swap(high);
  const second = low * PRIME64_2;
  return [avalanche(u64(second)), avalanche(u64((second >> 64n) + high * PRIME64_2))];
}

function finish128([low, high]: Hash128, length: number): Hash128 {
  const upper = avalanche(u64(low * PRIME64_1 + high * PRIME64_4 + BigInt(length) * PRIME64_2));
  return [avalanche(u64(low + high)), u64(-upper)];
}

function mixPair([low, high]: Hash128, view: DataView, a: number, b: number, keyFrom: number): Hash128 {
  return [
    u64(low + mix(view, a, keyFrom)) ^ u64(view.getBigUint64(b, true) + view.getBigUint64(b + 8, true)),
    u64(high + mix(view, b, keyFrom + 16)) ^ u64(view.getBigUint64(a, true) + view.getBigUint64(a + 8, true)),
  ];
}

function mix(view: DataView, at: number, keyFrom: number): bigint {
  const low = view.getBigUint64(at, true) ^ keyAt(keyFrom);
  return multiplyFold(low, view.getBigUint64(at + 8, true) ^ keyAt(keyFrom + 8));
}

/** One to three bytes and their number in 32 bits. */
function combined(bytes: Uint8Array): number {
  const { length } = bytes;
  return ((bytes[0]! << 16) | (bytes[length >> 1]! << 24) | bytes[length - 1]! | (length << 8)) >>> 0;
}

function swap(value: bigint): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, value, true);
  return view.getBigUint64(0);
}

function key32At(at: number): number {
  return secretView().getUint32(at, true);
}

function secretView(): DataView {
  secret ??= viewOf(Uint8Array.from(secretDigits.match(/../g)!, (digits) => Number.parseInt(digits, 16)));
  return secret;
}

const MIX_1 = 0x165667919e3779f9n;
const MIX_2 = 0x9fb21c651e98df25n;

let secret: DataView | undefined;

// xxHash specification 0.2.0, "Default secret"
const secretDigits =
  "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221b8084674f743248e" +
  "e03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8fa763fe39c343ff9dcbbc7c70b4f1d" +
  "8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc" +
  "8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e";
