import { createCrc32 } from "#platform/crc32";
import { createSha256 } from "#platform/sha256";
import { FlexibleChecksumError } from "../errors/call.js";
import type { IncrementalHash } from "../hash/incremental-hash.js";

/** Checksums as S3 and others name them, in lower case. */
export type ChecksumAlgorithm = "crc32" | "crc32c" | "crc64nvme" | "sha1" | "sha256" | "sha512";

/** A checksum over bytes that come in pieces. */
export type Checksum = IncrementalHash;

/** Starts a checksum. The rarer ones are loaded first, hence the promise. */
export function checksumFor(algorithm: ChecksumAlgorithm): Checksum | Promise<Checksum> {
  switch (algorithm) {
    case "crc32":
      return createCrc32();
    case "sha256":
      return createSha256();
    case "crc32c":
      return import("./crc32c.js").then(({ createCrc32c }) => createCrc32c());
    case "crc64nvme":
      return import("./crc64nvme.js").then(({ createCrc64Nvme }) => createCrc64Nvme());
    case "sha1":
      return import("#platform/sha1").then(({ createSha1 }) => createSha1());
    case "sha512":
      return import("#platform/sha512").then(({ createSha512 }) => createSha512());
  }
}

/**
 * Reads the name of an algorithm as users write it.
 *
 * @throws {@link FlexibleChecksumError} when it cannot be computed.
 */
export function readAlgorithm(name: string): ChecksumAlgorithm {
  const lowerCase = name.toLowerCase();
  if (isChecksumAlgorithm(lowerCase)) return lowerCase;
  throw new FlexibleChecksumError(`Unsupported checksum algorithm: ${lowerCase}`);
}

function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return /^(?:crc(?:32c?|64nvme)|sha(?:1|256|512))$/.test(name);
}
