import { createHash } from "node:crypto";
import { startChecksum } from "../checksums/algorithms.js";
import type { Reply } from "../server.js";
import { ServiceError } from "../service-error.js";
import { readAnnouncedChecksum } from "./checksums.js";
import { readCopySource } from "./copy-source.js";
import { invalidArgument, invalidRequest } from "./errors.js";
import { existingUpload, uploadAlgorithm } from "./multipart.js";
import { emptyReply, type S3Request, xmlReply } from "./operation.js";
import { readRange } from "./range.js";
import { receiveContent } from "./receive.js";
import type { StoredPart } from "./state.js";

/** `PUT /{Bucket}/{Key}?partNumber&uploadId` */
export async function uploadPart(request: S3Request): Promise<Reply> {
  const upload = existingUpload(request);
  const partNumber = readPartNumber(request);
  const announced = readAnnouncedChecksum(request.http);
  if (announced !== undefined && upload.announced !== undefined && announced.algorithm !== upload.announced) {
    const [expected, actual] = [upload.announced.toLowerCase(), announced.algorithm.toLowerCase()];
    throw invalidRequest(
      `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${actual}`,
    );
  }
  const algorithm = uploadAlgorithm(upload);
  const { content, md5, digests } = await receiveContent(request, { announced, algorithms: [algorithm] });
  const digest = digests.get(algorithm) as Buffer;
  existingUpload(request).parts.set(partNumber, {
    partNumber,
    content,
    etag: md5,
    lastModified: request.now(),
    digest,
  });
  const told = announced?.algorithm ?? algorithm;
  return emptyReply(200, {
    etag: `"${md5}"`,
    "x-amz-server-side-encryption": "AES256",
    [`x-amz-checksum-${told.toLowerCase()}`]: (digests.get(told) as Buffer).toString("base64"),
  });
}

/** `PUT /{Bucket}/{Key}?partNumber&uploadId` with `x-amz-copy-source` */
export function uploadPartCopy(request: S3Request): Reply {
  const upload = existingUpload(request);
  const partNumber = readPartNumber(request);
  const source = readCopySource(request);
  const size = source.content.length;
  const header = request.http.header("x-amz-copy-source-range");
  const range = copyRange(header, size);
  const content = source.content.slice(range.start, range.end);
  const [md5, checksum] = [createHash("md5"), startChecksum(uploadAlgorithm(upload))];
  for (const piece of content.pieces) {
    md5.update(piece);
    checksum.update(piece);
  }
  const part: StoredPart = {
    partNumber,
    content,
    etag: md5.digest("hex"),
    lastModified: request.now(),
    digest: checksum.digest(),
  };
  upload.parts.set(partNumber, part);
  return xmlReply("CopyPartResult", {
    ETag: `"${part.etag}"`,
    LastModified: new Date(part.lastModified).toISOString(),
    [`Checksum${uploadAlgorithm(upload)}`]: part.digest.toString("base64"),
  });
}

function readPartNumber({ http }: S3Request): number {
  const text = http.query.get("partNumber") ?? "";
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 10_000) {
    throw invalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
  }
  return Number(text);
}

function copyRange(header: string | undefined, size: number): { start: number; end: number } {
  if (header === undefined) {
    return { start: 0, end: size };
  }
  const match = /^bytes=(\d+)-(\d+)$/.exec(header);
  if (match === null) {
    throw invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      header,
    );
  }
  const range = Number(match[2]) < size ? readRange(header, size) : undefined;
  if (range === undefined) {
    throw new ServiceError("InvalidArgument", 400, `Range specified is not valid for source object of size: ${size}`, {
      fields: { ArgumentName: "x-amz-copy-source-range", ArgumentValue: header },
    });
  }
  return range;
}
