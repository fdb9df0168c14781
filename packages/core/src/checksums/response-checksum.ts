import { toBase64 } from "#platform/base64";
import { FlexibleChecksumError } from "../errors/call.js";
import type { ChecksumTrait } from "../schema/operation.js";
import type { BodyVerifier } from "../streaming/streaming-body.js";
import { checksumFor, isComputable } from "./checksum.js";
import type { Checksum, ChecksumAlgorithm } from "./checksums.js";

/** The checksum that a service says its body has. */
export interface ExpectedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** In base64. */
  readonly value: string;
}

/**
 * Finds the checksum to verify a response with; undefined when nobody asked or the service sent none. Verifying is
 * asked for by the input member that the operation names (`ChecksumMode`).
 *
 * @param headers - The response's, in lower case.
 * @see botocore httpchecksum.py, resolve_response_checksum_algorithms and handle_checksum_body
 */
export function expectedChecksum(
  headers: Readonly<Record<string, string>>,
  { modeMember, responseAlgorithms = [] }: ChecksumTrait,
  input: Readonly<Record<string, unknown>>,
): ExpectedChecksum | undefined {
  if (modeMember === undefined || input[modeMember] === undefined) return undefined;
  const offered = responseAlgorithms.map((algorithm) => algorithm.toLowerCase());
  for (const algorithm of byPriority) {
    const value = headers[`x-amz-checksum-${algorithm}`];
    // S3 appends `-3` to a checksum that was made of those of three parts: the whole cannot be verified with it.
    if (value === undefined || value.includes("-") || !offered.includes(algorithm)) continue;
    if (isComputable(algorithm)) return { algorithm, value };
  }
  return undefined;
}

/** @throws {@link FlexibleChecksumError} when the body has another checksum. */
export async function verifyBytes(body: Uint8Array, expected: ExpectedChecksum): Promise<void> {
  const checksum = await checksumFor(expected.algorithm);
  checksum.update(body);
  compare(checksum, expected);
}

/** Verifies a body while it is read: `verify` throws at its end. Whoever stops reading before learns nothing. */
export async function bodyVerifier(expected: ExpectedChecksum): Promise<BodyVerifier> {
  const checksum = await checksumFor(expected.algorithm);
  return { update: (piece) => checksum.update(piece), verify: () => compare(checksum, expected) };
}

function compare(checksum: Checksum, { algorithm, value }: ExpectedChecksum): void {
  const actual = toBase64(checksum.digest());
  if (actual === value) return;
  throw new FlexibleChecksumError(
    `Expected checksum ${value} did not match calculated checksum: ${actual} (${algorithm} of the response's body).`,
  );
}

// botocore httpchecksum.py, _ALGORITHMS_PRIORITY_LIST
const byPriority: readonly ChecksumAlgorithm[] = [
  ...(["xxhash128", "xxhash3", "crc64nvme", "xxhash64", "crc32c", "crc32", "sha1", "sha256", "sha512"] as const),
];
