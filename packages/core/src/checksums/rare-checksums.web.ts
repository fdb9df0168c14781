import type { RareChecksums } from "./rare-checksums.js";

/** None: a bundle of one file would hold them all, also where they are loaded lazily. */
export const rareChecksums: RareChecksums = {};
