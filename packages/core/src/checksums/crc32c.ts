import type { IncrementalHash } from "../hash/incremental-hash.js";
import { crcTables, createReflectedCrc32 } from "./crc-tables.js";

/** CRC-32C (Castagnoli; iSCSI), as 4 bytes, the highest first. */
export function createCrc32c(): IncrementalHash {
  return createReflectedCrc32((tables ??= crcTables(0x82f63b78)));
}

let tables: Int32Array | undefined;
