import type { IncrementalHash } from "../hash/incremental-hash.js";

/** Checksums as S3 and others name them, in lower case. */
export type ChecksumAlgorithm =
  | "crc32"
  | "crc32c"
  | "crc64nvme"
  | "sha1"
  | "sha256"
  | "sha512"
  | "xxhash64"
  | "xxhash3"
  | "xxhash128";

/** What can be computed: MD5 is for `Content-MD5` alone. */
export type ComputedAlgorithm = ChecksumAlgorithm | "md5";

/** A checksum over bytes that come in pieces. */
export type Checksum = IncrementalHash;

/** What starts each checksum that a platform has the code of. */
export type Checksums = Readonly<Partial<Record<ComputedAlgorithm, () => Checksum | Promise<Checksum>>>>;
