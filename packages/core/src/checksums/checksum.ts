import { createCrc32 } from "#platform/crc32";
import { rareChecksums } from "#platform/rare-checksums";
import { createSha256 } from "#platform/sha256";
import { FlexibleChecksumError } from "../errors/call.js";
import { MissingDependencyException } from "../errors/config.js";
import type { IncrementalHash } from "../hash/incremental-hash.js";
import type { RareAlgorithm } from "./rare-checksums.js";

/** Checksums as S3 and others name them, in lower case. */
export type ChecksumAlgorithm = "crc32" | "crc32c" | "crc64nvme" | "sha1" | "sha256" | "sha512" | RareAlgorithm;

/** What can be computed: MD5 is for `Content-MD5` alone. */
export type ComputedAlgorithm = ChecksumAlgorithm | "md5";

/** A checksum over bytes that come in pieces. */
export type Checksum = IncrementalHash;

/** Starts a checksum. The rarer ones are loaded first, hence the promise. */
export function checksumFor(algorithm: ComputedAlgorithm): Checksum | Promise<Checksum> {
  switch (algorithm) {
    case "crc32":
      return createCrc32();
    case "sha256":
      return createSha256();
    case "crc32c":
      return import("./crc32c.js").then(({ createCrc32c }) => createCrc32c());
    case "crc64nvme":
      return import("./crc64nvme.js").then(({ createCrc64Nvme }) => createCrc64Nvme());
    case "md5":
      return import("#platform/md5").then(({ createMd5 }) => createMd5());
    case "sha1":
      return import("#platform/sha1").then(({ createSha1 }) => createSha1());
    case "sha512":
      return import("#platform/sha512").then(({ createSha512 }) => createSha512());
    default:
      return rareChecksum(algorithm);
  }
}

/** Whether a platform has the code of an algorithm. */
export function isComputable(algorithm: ChecksumAlgorithm): boolean {
  return !algorithm.startsWith("xxh") || Object.hasOwn(rareChecksums, algorithm);
}

function rareChecksum(algorithm: RareAlgorithm): Promise<Checksum> {
  const start = rareChecksums[algorithm];
  if (start !== undefined) return start();
  throw new MissingDependencyException(
    `The checksum ${algorithm} is computed on Node, Bun and Deno only: bundles for other platforms leave its code out.`,
  );
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
  return /^(?:crc(?:32c?|64nvme)|sha(?:1|256|512)|xxhash(?:64|3|128))$/.test(name);
}
