/** Checksums as S3 and others take them. */
export { type Checksum, type ChecksumAlgorithm, type ComputedAlgorithm, checksumFor } from "./checksum.js";
