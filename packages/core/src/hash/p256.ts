import { toHex } from "../encoding/hex.js";

/** Computes the public key that belongs to a private one. Takes some 20 ms: keep the result. */
export function p256PublicKey(privateKey: Uint8Array): { readonly x: Uint8Array; readonly y: Uint8Array } {
  const scalar = BigInt(`0x${toHex(privateKey)}`);
  let sum: Point | undefined;
  let power: Point = { x: generatorX, y: generatorY };
  // Both branches of a bit do the same work, so that the time tells little about the key.
  for (let bit = 0n; bit < 256n; bit++) {
    const added = add(sum, power);
    if ((scalar >> bit) & 1n) sum = added;
    power = add(power, power);
  }
  return { x: scalarBytes(sum!.x), y: scalarBytes(sum!.y) };
}

/** A number below 2^256 as 32 bytes, the highest first. */
export function scalarBytes(value: bigint): Uint8Array {
  const hex = value.toString(16).padStart(64, "0");
  return Uint8Array.from({ length: 32 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}

/** A point of the curve in affine coordinates. */
interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

function add(a: Point | undefined, b: Point): Point {
  if (a === undefined) return b;
  const slope = a.x === b.x ? 3n * (a.x * a.x - 1n) * inverse(2n * a.y) : (b.y - a.y) * inverse(modulo(b.x - a.x));
  const x = modulo(slope * slope - a.x - b.x);
  return { x, y: modulo(slope * (a.x - x) - a.y) };
}

/** Extended Euclid. */
function inverse(value: bigint): bigint {
  let [low, high] = [modulo(value), prime];
  let [factor, previous] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high % low, low];
    [factor, previous] = [previous - quotient * factor, factor];
  }
  return modulo(factor);
}

function modulo(value: bigint): bigint {
  const rest = value % prime;
  return rest < 0n ? rest + prime : rest;
}

// NIST SP 800-186, P-256. The curve is y² = x³ − 3x + b.
const prime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const generatorX = 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n;
const generatorY = 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n;
export const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
