import { toBase64 } from "#platform/base64";
import { deleteHeader, getHeader, setHeader } from "../http/header.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { bytesOf } from "../streaming/byte-iterator.js";
import type { BodyStream } from "../streaming/input.js";
import { awsChunked } from "./aws-chunked.js";
import { bodyOf, hold, lengthOf } from "./body.js";
import { checksumFor, readAlgorithm } from "./checksum.js";
import type { ChecksumAlgorithm, ComputedAlgorithm } from "./checksums.js";

/** What decides about a request's checksum besides operation and input. */
export interface RequestChecksumSettings {
  /** `requestChecksumCalculation` */
  readonly calculation: "when_supported" | "when_required";
  readonly isHttps: boolean;
  /** The operation's input has a streaming body. */
  readonly hasStreamingInput: boolean;
  /** The client's. */
  readonly signatureVersion: string;
  /** Presigned requests get no checksum that was not asked for. */
  readonly isPresigned?: boolean | undefined;
  /** `s3.s3Compatible`: the store may know neither trailers nor S3's own checksums. */
  readonly isS3Compatible?: boolean | undefined;
  /** The signer takes the body in chunks, and can add a trailer to them. */
  readonly signsChunks?: boolean | undefined;
}

/** The checksum that a request will carry, and where. */
export interface RequestChecksum {
  readonly algorithm: ComputedAlgorithm;
  readonly place: "header" | "trailer" | "signed-trailer";
  /** For example `x-amz-checksum-crc32` or `Content-MD5`: the name of the header or of the trailer. */
  readonly name: string;
  /** A header that names the algorithm, where the caller chose none: `x-amz-sdk-checksum-algorithm`. */
  readonly algorithmHeader?: string | undefined;
  /** In a signed trailer: gives the checksum in base64, once the body has been read. */
  value?: () => string;
}

/**
 * Decides on the checksum of a request; undefined for none. Algorithm and place must be known before `before-call`
 * handlers run, the bytes need not.
 *
 * @throws {@link FlexibleChecksumError} when the caller names an algorithm that cannot be computed.
 * @see botocore httpchecksum.py, resolve_request_checksum_algorithm
 */
export function resolveRequestChecksum(
  request: Pick<SerializedRequest, "headers">,
  operation: Pick<OperationDescriptor, "checksum" | "input">,
  input: Readonly<Record<string, unknown>>,
  settings: RequestChecksumSettings,
): RequestChecksum | undefined {
  const { checksum } = operation;
  if (checksum === undefined || hasChecksumHeader(request.headers)) return undefined;
  const { algorithmMember } = checksum;
  const named = algorithmMember === undefined ? undefined : input[algorithmMember];
  if (named !== undefined) return placed(readAlgorithm(String(named)), settings);
  const isWanted = checksum.required || (algorithmMember && settings.calculation === "when_supported");
  if (!isWanted || settings.isPresigned) return undefined;
  if (settings.isS3Compatible && settings.calculation === "when_required") return contentMd5;
  return { ...placed("crc32", settings), algorithmHeader: algorithmHeaderOf(operation) };
}

/**
 * Computes the checksum and puts it where it was decided to go. A body that goes with a trailer is `aws-chunked`
 * afterwards; a stream whose checksum goes into a header is bytes.
 *
 * @see botocore httpchecksum.py, apply_request_checksum
 */
export async function applyRequestChecksum(request: SerializedRequest, checksum: RequestChecksum): Promise<void> {
  const { headers } = request;
  // The caller's own checksum, set meanwhile by a handler, stands.
  if (getHeader(headers, checksum.name) === undefined) {
    if (checksum.place === "header") await applyHeader(request, checksum);
    else if (checksum.place === "trailer") await applyTrailer(request, checksum);
    else await sumWhileRead(request, checksum);
  }
  if (checksum.algorithmHeader !== undefined) {
    setHeader(headers, checksum.algorithmHeader, checksum.algorithm.toUpperCase());
  }
}

async function applyHeader(request: SerializedRequest, { algorithm, name }: RequestChecksum): Promise<void> {
  const body = bodyOf(request.body);
  await hold(body);
  const sum = await checksumFor(algorithm);
  for await (const piece of bytesOf(body)) sum.update(piece);
  request.headers[name] = toBase64(sum.digest());
}

async function applyTrailer(request: SerializedRequest, { algorithm, name }: RequestChecksum): Promise<void> {
  const { headers } = request;
  const body = bodyOf(request.body);
  const length = lengthOf(body) ?? getHeader(headers, "Content-Length");
  const encoding = getHeader(headers, "Content-Encoding");
  setHeader(headers, "Transfer-Encoding", "chunked");
  setHeader(headers, "Content-Encoding", encoding === undefined ? "aws-chunked" : `${encoding},aws-chunked`);
  setHeader(headers, "X-Amz-Trailer", name);
  if (length !== undefined) setHeader(headers, "X-Amz-Decoded-Content-Length", String(length));
  deleteHeader(headers, "Content-Length");
  request.body = await awsChunked(body, algorithm, name);
}

/** The signer writes the trailer. */
async function sumWhileRead(request: SerializedRequest, checksum: RequestChecksum): Promise<void> {
  const body = bodyOf(request.body) as BodyStream;
  const sum = await checksumFor(checksum.algorithm);
  checksum.value = () => toBase64(sum.digest());
  const summed: BodyStream = {
    length: body.length,
    get replayable() {
      return body.replayable;
    },
    repeatable: false,
    async *[Symbol.asyncIterator]() {
      for await (const piece of body) {
        sum.update(piece);
        yield piece;
      }
    },
  };
  request.body = summed;
}

function placed(algorithm: ChecksumAlgorithm, settings: RequestChecksumSettings): RequestChecksum {
  // A trailer leaves the body unsigned, which only TLS makes good; S3's old signature knows no trailers.
  const inTrailer =
    settings.hasStreamingInput && settings.isHttps && settings.signatureVersion !== "s3" && !settings.isS3Compatible;
  const place = inTrailer ? "trailer" : settings.signsChunks && !settings.isS3Compatible ? "signed-trailer" : "header";
  return { algorithm, place, name: `x-amz-checksum-${algorithm}` };
}

/** What operations with a required checksum took before S3 had others. (Amazon S3 API Reference, DeleteObjects) */
const contentMd5: RequestChecksum = { algorithm: "md5", place: "header", name: "Content-MD5" };

/** Also `x-amz-checksum-type` and the like: whoever sets one of them takes over. */
function hasChecksumHeader(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => /^x-amz-checksum-[a-z0-9]*$/i.test(name));
}

function algorithmHeaderOf({ checksum, input }: Pick<OperationDescriptor, "checksum" | "input">): string | undefined {
  if (input === undefined || checksum?.algorithmMember === undefined) return undefined;
  const member = readSchema(input).byName.get(checksum.algorithmMember);
  return member?.renamed ? member.wireName : undefined;
}
