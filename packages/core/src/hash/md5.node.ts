import { createHash } from "node:crypto";
import type { IncrementalHash } from "./incremental-hash.js";

export function createMd5(): IncrementalHash {
  return createHash("md5");
}
