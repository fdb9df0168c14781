import { Sha256 } from "@aws-crypto/sha256-js";
import { toHex } from "../encoding/hex.js";
import type { IncrementalHash } from "./incremental-hash.js";

/** SHA-256 of bytes, or of a string's UTF-8. */
export function sha256(data: string | Uint8Array): Uint8Array {
  return digestOf(new Sha256(), data);
}

export function sha256Hex(data: string | Uint8Array): string {
  return toHex(sha256(data));
}

export function hmacSha256(key: string | Uint8Array, data: string | Uint8Array): Uint8Array {
  return digestOf(new Sha256(key), data);
}

export function hmacSha256Hex(key: string | Uint8Array, data: string | Uint8Array): string {
  return toHex(hmacSha256(key, data));
}

export function createSha256(): IncrementalHash {
  const hash = new Sha256();
  return { update: (bytes) => hash.update(bytes), digest: () => hash.digestSync() };
}

function digestOf(hash: Sha256, data: string | Uint8Array): Uint8Array {
  hash.update(data);
  return hash.digestSync();
}
