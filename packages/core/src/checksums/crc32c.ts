import { foldCrc32c } from "#platform/crc-fold";
import type { IncrementalHash } from "../hash/incremental-hash.js";
import type { FoldCrc } from "./crc-fold.js";
import { crcTables, createReflectedCrc32 } from "./crc-tables.js";

/** CRC-32C (Castagnoli; iSCSI), as 4 bytes, the highest first. */
export function createCrc32c(fold: FoldCrc | undefined = foldCrc32c): IncrementalHash {
  return createReflectedCrc32((tables ??= crcTables(0x82f63b78)), fold);
}

let tables: Int32Array | undefined;
