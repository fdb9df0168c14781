/** Checksums as S3 and others take them. */
export { checksumFor } from "./checksum.js";
export type { Checksum, ChecksumAlgorithm, ComputedAlgorithm } from "./checksums.js";
