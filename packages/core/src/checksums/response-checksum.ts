import { toBase64 } from "#platform/base64";
import { FlexibleChecksumError } from "../errors/call.js";
import type { ChecksumTrait } from "../schema/operation.js";
import type { Uint8ArrayStream } from "../streaming/types.js";
import { piecesOf } from "./body.js";
import { type Checksum, type ChecksumAlgorithm, checksumFor } from "./checksum.js";

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
    if (value !== undefined && offered.includes(algorithm) && !value.includes("-")) return { algorithm, value };
  }
  return undefined;
}

/** @throws {@link FlexibleChecksumError} when the body has another checksum. */
export async function verifyBytes(body: Uint8Array, expected: ExpectedChecksum): Promise<void> {
  const checksum = await checksumFor(expected.algorithm);
  checksum.update(body);
  compare(checksum, expected);
}

/**
 * Hands a body on piece by piece, and throws at its end when it has another checksum. Whoever stops reading before
 * the end learns nothing.
 */
export async function* verifyStream(
  body: Uint8ArrayStream,
  expected: ExpectedChecksum,
): AsyncGenerator<Uint8Array, void, undefined> {
  const checksum = await checksumFor(expected.algorithm);
  for await (const piece of piecesOf(body)) {
    checksum.update(piece);
    yield piece;
  }
  compare(checksum, expected);
}

function compare(checksum: Checksum, { algorithm, value }: ExpectedChecksum): void {
  const actual = toBase64(checksum.digest());
  if (actual === value) return;
  throw new FlexibleChecksumError(
    `Expected checksum ${value} did not match calculated checksum: ${actual} (${algorithm} of the response's body).`,
  );
}

// botocore httpchecksum.py, _ALGORITHMS_PRIORITY_LIST
const byPriority: readonly ChecksumAlgorithm[] = ["crc64nvme", "crc32c", "crc32", "sha1", "sha256", "sha512"];
