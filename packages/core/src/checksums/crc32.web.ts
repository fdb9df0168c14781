import type { IncrementalHash } from "../hash/incremental-hash.js";
import { crcTables, createReflectedCrc32 } from "./crc-tables.js";

/** CRC-32 of ISO-HDLC (gzip, PNG), as 4 bytes, the highest first. */
export function createCrc32(): IncrementalHash {
  return createReflectedCrc32((tables ??= crcTables(0xedb88320)));
}

let tables: Int32Array | undefined;
