// The package's entry also brings HMAC by way of promises, and helpers of old compilers: half its size.
import { RawSha256 } from "@aws-crypto/sha256-js/build/module/RawSha256.js";
import { toHex } from "../encoding/hex.js";
import { toUtf8 } from "../encoding/utf8.js";
import type { IncrementalHash } from "./incremental-hash.js";

/** SHA-256 of bytes, or of a string's UTF-8. */
export function sha256(data: string | Uint8Array): Uint8Array {
  return digestOf(bytesOf(data));
}

export function sha256Hex(data: string | Uint8Array): string {
  return toHex(sha256(data));
}

/** @see RFC 2104 */
export function hmacSha256(key: string | Uint8Array, data: string | Uint8Array): Uint8Array {
  const bytes = bytesOf(key);
  const block = new Uint8Array(64);
  block.set(bytes.length > 64 ? digestOf(bytes) : bytes);
  const inner = digestOf(
    block.map((byte) => byte ^ 0x36),
    bytesOf(data),
  );
  return digestOf(
    block.map((byte) => byte ^ 0x5c),
    inner,
  );
}

export function hmacSha256Hex(key: string | Uint8Array, data: string | Uint8Array): string {
  return toHex(hmacSha256(key, data));
}

export function createSha256(): IncrementalHash {
  return new RawSha256();
}

function digestOf(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = new RawSha256();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function bytesOf(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? toUtf8(data) : data;
}
