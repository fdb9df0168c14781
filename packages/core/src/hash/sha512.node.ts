import { createHash } from "node:crypto";
import type { IncrementalHash } from "./incremental-hash.js";

export function createSha512(): IncrementalHash {
  return createHash("sha512");
}
