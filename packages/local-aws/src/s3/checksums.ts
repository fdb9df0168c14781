import {
  type ChecksumAlgorithm,
  checksumAlgorithm,
  checksumAlgorithms,
  type RunningChecksum,
  startChecksum,
} from "../checksums/algorithms.js";
import type { IncomingRequest } from "../server.js";
import { ServiceError } from "../service-error.js";
import type { XmlElements } from "../xml/write.js";
import { invalidArgument, invalidRequest, notImplemented } from "./errors.js";
import type { StoredChecksum } from "./state.js";

/** The checksum that a sender gives with a body: now in a header, or later in a trailer. */
export interface AnnouncedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; `undefined` where it comes in the trailer. */
  readonly value: string | undefined;
}

/** Reads which checksum comes with a request, and refuses contradictory announcements as S3 does. */
export function readAnnouncedChecksum(request: IncomingRequest): AnnouncedChecksum | undefined {
  const inTrailer = (request.header("x-amz-trailer") ?? "").split(",").map((name) => name.trim().toLowerCase());
  const names = new Set(request.headers.map(([name]) => name.toLowerCase()).concat(inTrailer));
  const given = [...names].filter((name) => name.startsWith(PREFIX) && !NO_VALUES.includes(name));
  if (given.length > 1) {
    throw invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  }
  const name = given[0];
  const claimed = request.header("x-amz-sdk-checksum-algorithm");
  if (name === undefined) {
    if (claimed !== undefined) {
      throw invalidRequest(
        "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
      );
    }
    return undefined;
  }
  const algorithm = checksumAlgorithm(name.slice(PREFIX.length));
  if (algorithm === undefined) {
    throw notImplemented(name);
  }
  if (claimed !== undefined && claimed.toUpperCase() !== algorithm) {
    throw invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
  }
  const value = request.header(name);
  if (value !== undefined) {
    checkForm(algorithm, name, value);
  }
  return { algorithm, value };
}

/** Holds a computed digest against the announced one. */
export function checkDigest(algorithm: ChecksumAlgorithm, given: string | undefined, digest: Buffer): void {
  if (given !== digest.toString("base64")) {
    throw new ServiceError("BadDigest", 400, `The ${algorithm} you specified did not match the calculated checksum.`);
  }
}

/** Reads `x-amz-checksum-algorithm` of CreateMultipartUpload and CopyObject. */
export function readChecksumAlgorithm(request: IncomingRequest): ChecksumAlgorithm | undefined {
  const name = request.header("x-amz-checksum-algorithm");
  const algorithm = name === undefined ? undefined : checksumAlgorithm(name);
  if (name !== undefined && algorithm === undefined) {
    throw invalidRequest(
      `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${checksumAlgorithms.join(", ")}]`,
    );
  }
  return algorithm;
}

/** Starts each of the algorithms once. */
export function startChecksums(algorithms: Iterable<ChecksumAlgorithm>): Map<ChecksumAlgorithm, RunningChecksum> {
  return new Map([...new Set(algorithms)].map((algorithm) => [algorithm, startChecksum(algorithm)]));
}

/** `x-amz-checksum-crc32: …` and `x-amz-checksum-type`. */
export function checksumHeaders(checksum: StoredChecksum): Record<string, string> {
  return {
    [`${PREFIX}${checksum.algorithm.toLowerCase()}`]: checksum.value,
    "x-amz-checksum-type": checksum.type,
  };
}

/** `ChecksumCRC32` and `ChecksumType`, as documents name them. */
export function checksumElements(checksum: StoredChecksum): XmlElements {
  return { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type };
}

function checkForm(algorithm: ChecksumAlgorithm, name: string, value: string): void {
  const length = startChecksum(algorithm).digest().length;
  if (Buffer.from(value, "base64").length !== length || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) {
    throw invalidArgument(`Value for ${name} header is invalid.`, name, value);
  }
}

const PREFIX = "x-amz-checksum-";
const NO_VALUES = ["x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type"];
