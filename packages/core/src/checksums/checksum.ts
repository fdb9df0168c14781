import { checksums } from "#platform/checksums";
import { FlexibleChecksumError } from "../errors/call.js";
import { MissingDependencyException } from "../errors/config.js";
import type { Checksum, ChecksumAlgorithm, ComputedAlgorithm } from "./checksums.js";

/**
 * Starts a checksum. The rarer ones are loaded first, hence the promise.
 *
 * @throws {@link MissingDependencyException} for those that the platform's bundles leave out.
 */
export function checksumFor(algorithm: ComputedAlgorithm): Checksum | Promise<Checksum> {
  const start = checksums[algorithm];
  if (start !== undefined) return start();
  throw new MissingDependencyException(
    `The checksum ${algorithm} is computed on Node, Bun and Deno only: bundles for other platforms leave its code out.`,
  );
}

/** Whether a platform has the code of an algorithm. */
export function isComputable(algorithm: ChecksumAlgorithm): boolean {
  return algorithm in checksums;
}

/**
 * Reads the name of an algorithm as users write it.
 *
 * @throws {@link FlexibleChecksumError} when there is none of that name.
 */
export function readAlgorithm(name: string): ChecksumAlgorithm {
  const lowerCase = name.toLowerCase();
  if (isChecksumAlgorithm(lowerCase)) return lowerCase;
  throw new FlexibleChecksumError(`Unsupported checksum algorithm: ${lowerCase}`);
}

function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return /^(?:crc(?:32c?|64nvme)|sha(?:1|256|512)|xxhash(?:64|3|128))$/.test(name);
}
