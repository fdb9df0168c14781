import { createSha256, hmacSha256Hex, sha256Hex } from "#platform/sha256";
import { toHex } from "../encoding/hex.js";
import { toUtf8 } from "../encoding/utf8.js";
import { IncompleteReadError } from "../errors/call.js";
import { deleteHeader, getHeader, setHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import { bytesOf } from "../streaming/byte-iterator.js";
import { type Chunk, chunksOf } from "../streaming/chunks.js";
import type { AwsCredentials } from "./identity.js";
import { EMPTY_SHA256 } from "./payload-hash.js";
import type { ChunkedPayload } from "./signer.js";
import { signingKey } from "./signing-key.js";
import { authorize, CONTENT_SHA256, type Scope } from "./sigv4.js";

/**
 * Signs a request whose body cannot be hashed beforehand: the body is cut into chunks, and each is signed while it is
 * sent, together with the signature before it; the first of those is the header's.
 *
 * @see Amazon S3 API Reference, "Signature calculations for the authorization header: transferring payload in
 * multiple chunks", and "… including trailing headers"
 */
export function signInChunks(
  request: HttpRequest,
  credentials: AwsCredentials,
  scope: Scope,
  payload: ChunkedPayload,
): void {
  const { headers } = request;
  const { length, trailer, announced } = payload;
  const hash = trailer === undefined ? `STREAMING-${CHUNK}` : `STREAMING-${CHUNK}-TRAILER`;
  setHeader(headers, CONTENT_SHA256, hash);
  setHeader(headers, "X-Amz-Decoded-Content-Length", String(length));
  if (announced) {
    const encoding = getHeader(headers, "Content-Encoding");
    setHeader(headers, "Content-Encoding", encoding === undefined ? "aws-chunked" : `${encoding},aws-chunked`);
  }
  deleteHeader(headers, "Content-Length");
  if (trailer === undefined) headers["Content-Length"] = String(encodedLength(length));
  else {
    setHeader(headers, "Transfer-Encoding", "chunked");
    setHeader(headers, "X-Amz-Trailer", trailer.name);
  }
  const seed = authorize(request, credentials, scope, hash, false);
  const { body } = request;
  request.body = encode(body!, payload, seed, chunkSigner(credentials, scope));
}

async function* encode(
  body: NonNullable<HttpRequest["body"]>,
  { length, trailer }: ChunkedPayload,
  seed: string,
  sign: ChunkSigner,
): AsyncGenerator<Uint8Array, void, undefined> {
  let signature = seed;
  let read = 0;
  let lineEnd = "";
  for await (const chunk of chunksOf(bytesOf(body), chunkSize)) {
    read += chunk.length;
    if (read > length) throw wrongLength(`more than the ${length}`);
    signature = sign(CHUNK, signature, hashOf(chunk));
    yield toUtf8(`${lineEnd}${chunk.length.toString(16)};chunk-signature=${signature}\r\n`);
    yield* chunk.pieces;
    lineEnd = "\r\n";
  }
  if (read < length) throw wrongLength(`${read} of the ${length}`);
  signature = sign(CHUNK, signature, EMPTY_SHA256);
  let end = `${lineEnd}0;chunk-signature=${signature}\r\n`;
  if (trailer !== undefined) {
    const line = `${trailer.name}:${trailer.value()}`;
    end += `${line}\r\nx-amz-trailer-signature:${sign(TRAILER, signature, sha256Hex(`${line}\n`))}\r\n`;
  }
  yield toUtf8(`${end}\r\n`);
}

/** Signs what has a hash, after what had the signature before. */
type ChunkSigner = (kind: typeof CHUNK | typeof TRAILER, previous: string, hash: string) => string;

function chunkSigner({ secretAccessKey }: AwsCredentials, { date, text, region, signingName }: Scope): ChunkSigner {
  const key = signingKey(secretAccessKey, date.slice(0, 8), region, signingName);
  return (kind, previous, hash) => {
    const hashes = kind === CHUNK ? `${EMPTY_SHA256}\n${hash}` : hash;
    return hmacSha256Hex(key, `${kind}\n${date}\n${text}\n${previous}\n${hashes}`);
  };
}

function hashOf({ pieces }: Chunk): string {
  const hash = createSha256();
  for (const piece of pieces) hash.update(piece);
  return toHex(hash.digest());
}

function encodedLength(length: number): number {
  const whole = Math.floor(length / chunkSize);
  const rest = length % chunkSize;
  return whole * chunkLength(chunkSize) + (rest > 0 ? chunkLength(rest) : 0) + chunkLength(0);
}

function chunkLength(length: number): number {
  return length.toString(16).length + ";chunk-signature=".length + 64 + 2 + length + 2;
}

function wrongLength(amount: string): IncompleteReadError {
  return new IncompleteReadError(`The body has ${amount} bytes that ContentLength announces. Give its true length.`);
}

const CHUNK = "AWS4-HMAC-SHA256-PAYLOAD";
const TRAILER = "AWS4-HMAC-SHA256-TRAILER";
const chunkSize = 65_536;
