import { createHash, createHmac } from "node:crypto";
import type { IncrementalHash } from "./incremental-hash.js";

export function createSha1(): IncrementalHash {
  return createHash("sha1");
}

export function hmacSha1(key: string | Uint8Array, data: string | Uint8Array): Uint8Array {
  return createHmac("sha1", key).update(data).digest();
}
