import { ParamValidationError } from "@inia/core";

/** How a transfer is cut. Sizes are bytes. */
export interface PartPlan {
  /** From this size on an object goes in parts. */
  readonly threshold: number;
  /** The size of a part, by its number from 1; the last may be smaller. */
  partSize(partNumber: number): number;
}

/**
 * Cuts `size` bytes into parts of the wanted size, larger where 10,000 of them would not hold it all. Where the size is
 * not known, parts are of the wanted size up to the 5,000th, and then grow, up to S3's limits.
 */
export function planParts(size: number | undefined, wanted: number, threshold: number = wanted): PartPlan {
  if (size === undefined) return { threshold, partSize: (partNumber) => growingSize(wanted, partNumber) };
  const least = Math.ceil(size / maxParts);
  const partSize = least <= wanted ? wanted : Math.ceil(least / mebibyte) * mebibyte;
  if (partSize > maxPartBytes) {
    throw new ParamValidationError(
      `${size} bytes do not fit into ${maxParts} parts of at most 5 GiB: S3 cannot hold it.`,
    );
  }
  return { threshold, partSize: () => partSize };
}

/** @throws {@link ParamValidationError} for what no part can have. */
export function readPartSize(given: number | undefined, byDefault: number, isAws: boolean): number {
  const size = given ?? byDefault;
  // Other stores, and servers for tests, may take less.
  const least = isAws ? minPartBytes : 1;
  if (Number.isInteger(size) && size >= least && size <= maxPartBytes) return size;
  throw new ParamValidationError(
    `partSize is ${size}; S3 takes parts from 5 MiB (${minPartBytes}) to 5 GiB (${maxPartBytes}), in whole bytes.`,
  );
}

function growingSize(wanted: number, partNumber: number): number {
  const doublings = Math.max(0, Math.ceil((partNumber - 5_000) / 500));
  return Math.min(maxPartBytes, wanted * 2 ** doublings);
}

// Amazon S3 User Guide, "Amazon S3 multipart upload limits"
export const maxParts = 10_000;
const mebibyte = 1_048_576;
const minPartBytes: number = 5 * mebibyte;
const maxPartBytes: number = 5 * 1024 * mebibyte;
