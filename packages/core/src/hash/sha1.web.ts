import { toUtf8 } from "../encoding/utf8.js";
import { createBlockHash } from "./block-hash.js";
import type { IncrementalHash } from "./incremental-hash.js";

/** FIPS 180-4, section 6.1. */
export function createSha1(): IncrementalHash {
  return createBlockHash({
    blockSize: 64,
    state: Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0),
    mix,
  });
}

/** RFC 2104 over SHA-1. */
export function hmacSha1(key: string | Uint8Array, data: string | Uint8Array): Uint8Array {
  let bytes = asBytes(key);
  if (bytes.length > 64) bytes = digestOf(bytes);
  const padded = new Uint8Array(64);
  padded.set(bytes);
  const inner = digestOf(
    padded.map((byte) => byte ^ 0x36),
    asBytes(data),
  );
  return digestOf(
    padded.map((byte) => byte ^ 0x5c),
    inner,
  );
}

function asBytes(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? toUtf8(data) : data;
}

function digestOf(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createSha1();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function mix(block: Uint32Array, state: Uint32Array): void {
  const words = new Uint32Array(80);
  words.set(block);
  let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
  for (let t = 0; t < 80; t++) {
    if (t > 15) words[t] = rotate(words[t - 3]! ^ words[t - 8]! ^ words[t - 14]! ^ words[t - 16]!, 1);
    const f = t < 20 ? (b & c) | (~b & d) : t > 39 && t < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    const k = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][(t / 20) | 0]!;
    const next = (rotate(a, 5) + f + e + words[t]! + k) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  [a, b, c, d, e].forEach((word, index) => {
    state[index]! += word;
  });
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
