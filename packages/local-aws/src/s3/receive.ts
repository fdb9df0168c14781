import { createHash } from "node:crypto";
import type { ChecksumAlgorithm } from "../checksums/algorithms.js";
import { ServiceError } from "../service-error.js";
import { decodeBody } from "../verify/decode-body.js";
import { readXml, type XmlNode } from "../xml/read.js";
import { type AnnouncedChecksum, checkDigest, startChecksums } from "./checksums.js";
import { Content } from "./content.js";
import { malformedXml, notImplemented } from "./errors.js";
import type { S3Request } from "./operation.js";

/** A body that was received and is what its sender signed and summed. */
export interface ReceivedBody {
  readonly content: Content;
  /** MD5 in hex: the ETag. */
  readonly md5: string;
  /** Of the announced algorithm and of those that were asked for. */
  readonly digests: ReadonlyMap<ChecksumAlgorithm, Buffer>;
}

/** What is computed while a body comes in. */
export interface ReceiveOptions {
  /** The sender's own checksum, which must hold. */
  readonly announced: AnnouncedChecksum | undefined;
  /** What to compute besides. */
  readonly algorithms?: readonly ChecksumAlgorithm[];
}

/** Receives the bytes of an object or a part; checks the signed hash, Content-MD5 and the announced checksum. */
export async function receiveContent(request: S3Request, options: ReceiveOptions): Promise<ReceivedBody> {
  const { http, verified } = request;
  const { announced } = options;
  requireLength(request);
  const contentMd5 = readContentMd5(http.header("content-md5"));
  const running = startChecksums([...(options.algorithms ?? []), ...(announced ? [announced.algorithm] : [])]);
  const md5 = createHash("md5");
  const pieces: Uint8Array[] = [];
  const body = decodeBody(http.body, http, verified);
  for await (const piece of body.chunks) {
    pieces.push(piece);
    md5.update(piece);
    for (const checksum of running.values()) {
      checksum.update(piece);
    }
  }
  const digests = new Map([...running].map(([algorithm, checksum]) => [algorithm, checksum.digest()]));
  const md5Digest = md5.digest();
  if (contentMd5 !== undefined && !contentMd5.equals(md5Digest)) {
    throw badMd5(contentMd5, md5Digest);
  }
  if (announced !== undefined) {
    const name = `x-amz-checksum-${announced.algorithm.toLowerCase()}`;
    const given = announced.value ?? body.trailers.get(name);
    checkDigest(announced.algorithm, given, digests.get(announced.algorithm) as Buffer);
  }
  return { content: new Content(pieces), md5: md5Digest.toString("hex"), digests };
}

/** Receives an XML document; `undefined` where it is not well-formed. */
export async function receiveXml(
  request: S3Request,
  announced: AnnouncedChecksum | undefined,
): Promise<XmlNode | undefined> {
  const { content } = await receiveContent(request, { announced });
  if (content.length > MAX_DOCUMENT_BYTES) {
    throw malformedXml();
  }
  return readXml(Buffer.concat(content.pieces).toString("utf8"));
}

/** Reads past the body of an operation that takes none, so that its signed hash is held against it all the same. */
export async function receiveNothing({ http, verified }: S3Request): Promise<void> {
  for await (const piece of decodeBody(http.body, http, verified).chunks) {
    void piece;
  }
}

function requireLength({ http, verified }: S3Request): void {
  if (verified.payload.kind === "chunked") {
    return;
  }
  if (http.header("transfer-encoding") !== undefined) {
    throw notImplemented("Transfer-Encoding");
  }
  if (http.header("content-length") === undefined && http.method !== "POST") {
    throw new ServiceError("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
  }
}

function readContentMd5(header: string | undefined): Buffer | undefined {
  if (header === undefined) {
    return undefined;
  }
  const digest = Buffer.from(header, "base64");
  if (digest.length !== 16) {
    throw new ServiceError("InvalidDigest", 400, "The Content-MD5 you specified was invalid.", {
      fields: { "Content-MD5": header },
    });
  }
  return digest;
}

function badMd5(expected: Buffer, computed: Buffer): ServiceError {
  return new ServiceError("BadDigest", 400, "The Content-MD5 you specified did not match what we received.", {
    fields: { ExpectedDigest: expected.toString("hex"), CalculatedDigest: computed.toString("base64") },
  });
}

const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;
