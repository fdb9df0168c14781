import type { ChecksumAlgorithm } from "@inia/client-s3";
import { ParamValidationError } from "@inia/core";
import type { TransferClient } from "./options.js";
import { type ChecksumMembers, type CrcAlgorithm, isCrc, wholeChecksum } from "./part-checksum.js";

/** How an upload in parts is summed up. */
export interface UploadChecksum {
  /** Told to the service; undefined where nothing is: then stores need not know checksums. */
  readonly algorithm: ChecksumAlgorithm | undefined;
  /** What parts are summed with here; undefined where nobody wants to know. */
  readonly crc: CrcAlgorithm | undefined;
  /** The caller's own checksum of the whole, in base64. */
  readonly whole: string | undefined;
}

interface Summed extends ChecksumMembers {
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
}

/**
 * CRCs are computed here, part by part, and the whole's from theirs; with others each part has one, and the object
 * what the service makes of them. Without a choice it is CRC32, unless the client's configuration wants none.
 *
 * @throws {@link ParamValidationError} for a checksum of the whole that parts cannot have.
 */
export function chooseChecksum(s3: TransferClient, object: Summed, isResumable: boolean): UploadChecksum {
  const whole = wholeChecksum(object);
  const other = Object.entries(object).find(
    ([name, value]) => /^Checksum(?!Algorithm|Type)/.test(name) && value !== undefined,
  );
  if (whole !== undefined) return { algorithm: whole.algorithm, crc: whole.algorithm, whole: whole.value };
  if (other !== undefined) {
    throw new ParamValidationError(
      `${other[0]} cannot be verified for an upload in parts: give ChecksumCRC64NVME, ChecksumCRC32C or ChecksumCRC32, ` +
        "or ChecksumAlgorithm alone.",
    );
  }
  const { requestChecksumCalculation, s3: settings } = s3.meta.config;
  const isWanted = requestChecksumCalculation === "when_supported" && !settings.s3Compatible;
  const algorithm = object.ChecksumAlgorithm ?? (isWanted ? "CRC32" : undefined);
  if (algorithm !== undefined && isCrc(algorithm)) return { algorithm, crc: algorithm, whole: undefined };
  return { algorithm, crc: isResumable ? "CRC32" : undefined, whole: undefined };
}
