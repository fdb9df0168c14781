import type { IncrementalHash } from "../hash/incremental-hash.js";

/** Checksums that hardly anybody asks for. */
export type RareAlgorithm = "xxhash64" | "xxhash3" | "xxhash128";

/** Those that a platform has. */
export type RareChecksums = Readonly<Partial<Record<RareAlgorithm, () => Promise<IncrementalHash>>>>;
