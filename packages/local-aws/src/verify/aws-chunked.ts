import { createHash } from "node:crypto";
import { ServiceError } from "../service-error.js";
import { AuthFailure } from "./auth-failure.js";
import { ByteReader } from "./byte-reader.js";
import { emptyHash, isSameSignature, scopeText, sha256Hex, signatureOf } from "./signature.js";
import type { VerifiedRequest } from "./verify-request.js";

/** What the head of an `aws-chunked` request announces. */
export interface ChunkedOptions {
  readonly verified: VerifiedRequest;
  readonly signed: boolean;
  readonly trailer: boolean;
  /** `x-amz-decoded-content-length`. */
  readonly decodedLength: number;
  /** Lower-case names in `x-amz-trailer`. */
  readonly trailerNames: readonly string[];
  /** Filled with the trailers, when they have been read. */
  readonly trailers: Map<string, string>;
}

/**
 * Decodes an `aws-chunked` body, verifying each chunk's chained signature, the trailer's signature, the decoded length
 * and that exactly the announced trailers came.
 *
 * @throws {@link ServiceError} or {@link AuthFailure}, after the bytes it concerns have been yielded.
 * @see S3 API Reference, "Transferring Payload in Multiple Chunks" and "Signature calculations … trailing headers"
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Uint8Array>,
  options: ChunkedOptions,
): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source);
  let previous = options.verified.authorization.signature;
  let total = 0;
  let lastSize = MIN_CHUNK_BYTES;
  for (;;) {
    const head = await readChunkHead(reader, options.signed);
    if (head.size > 0 && lastSize < MIN_CHUNK_BYTES) {
      throw invalidChunkSize(lastSize);
    }
    lastSize = head.size;
    total += head.size;
    const hash = createHash("sha256");
    let received = 0;
    for await (const piece of reader.take(head.size)) {
      received += piece.length;
      hash.update(piece);
      yield piece;
    }
    if (received < head.size) {
      throw incompleteBody();
    }
    if (options.signed) {
      previous = verifyChunk(options.verified, previous, hash.digest("hex"), head.signature);
    }
    if (head.size === 0) {
      break;
    }
    if ((await reader.line()) !== "") {
      throw incompleteBody();
    }
  }
  await readTrailers(reader, options, previous);
  if (total !== options.decodedLength || !(await reader.isAtEnd())) {
    throw incompleteBody();
  }
}

async function readChunkHead(reader: ByteReader, signed: boolean): Promise<{ size: number; signature: string }> {
  const line = await reader.line();
  const match = line === undefined ? null : CHUNK_HEAD.exec(line);
  if (match === null || signed !== (match[2] !== undefined)) {
    throw incompleteBody();
  }
  return { size: Number.parseInt(match[1] as string, 16), signature: match[2] ?? "" };
}

function verifyChunk(verified: VerifiedRequest, previous: string, hash: string, signature: string): string {
  const { authorization } = verified;
  const text = [
    "AWS4-HMAC-SHA256-PAYLOAD",
    authorization.timestamp,
    scopeText(authorization.scope),
    previous,
    emptyHash,
    hash,
  ].join("\n");
  return checkSignature(verified, text, signature);
}

async function readTrailers(reader: ByteReader, options: ChunkedOptions, previous: string): Promise<void> {
  const { verified, trailers } = options;
  let canonical = "";
  let signature: string | undefined;
  for (;;) {
    const line = await reader.line();
    if (line === undefined) {
      throw incompleteBody();
    }
    if (line === "") {
      break;
    }
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    if (name === "x-amz-trailer-signature") {
      signature = value;
    } else if (options.trailer && colon > 0 && options.trailerNames.includes(name) && !trailers.has(name)) {
      trailers.set(name, value);
      canonical += `${name}:${value}\n`;
    } else {
      throw malformedTrailer();
    }
  }
  if (options.trailerNames.some((name) => !trailers.has(name))) {
    throw malformedTrailer();
  }
  if (options.signed && options.trailer) {
    const { authorization } = verified;
    const hash = sha256Hex(Buffer.from(canonical, "latin1"));
    const text = [
      "AWS4-HMAC-SHA256-TRAILER",
      authorization.timestamp,
      scopeText(authorization.scope),
      previous,
      hash,
    ].join("\n");
    checkSignature(verified, text, signature ?? "");
  } else if (signature !== undefined) {
    throw malformedTrailer();
  }
}

function checkSignature(verified: VerifiedRequest, text: string, signature: string): string {
  const expected = signatureOf(verified.signingKey, text);
  if (!isSameSignature(expected, signature)) {
    const { accessKeyId } = verified.credential;
    throw new AuthFailure({ kind: "signature-mismatch", accessKeyId, signature, stringToSign: text });
  }
  return expected;
}

function incompleteBody(): ServiceError {
  return new ServiceError("IncompleteBody", 400, "The request body terminated unexpectedly");
}

function malformedTrailer(): ServiceError {
  return new ServiceError(
    "MalformedTrailerError",
    400,
    "The request contained trailing data that was not well-formed or did not conform to our published schema.",
  );
}

function invalidChunkSize(size: number): ServiceError {
  return new ServiceError(
    "InvalidChunkSizeError",
    403,
    `Only the last chunk is allowed to have a size less than ${MIN_CHUNK_BYTES} bytes`,
    { fields: { BadChunkSize: String(size) } },
  );
}

const CHUNK_HEAD = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/;
const MIN_CHUNK_BYTES = 8192; // S3 API Reference: all chunks but the last hold at least 8 KB
