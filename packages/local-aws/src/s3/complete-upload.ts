import { createHash } from "node:crypto";
import { checksumAlgorithms, combineChecksums, startChecksum } from "../checksums/algorithms.js";
import type { Reply } from "../server.js";
import { ServiceError } from "../service-error.js";
import { childText, type XmlNode } from "../xml/read.js";
import { checkDigest, checksumElements } from "./checksums.js";
import { requireWriteConditions } from "./conditions.js";
import { Content } from "./content.js";
import { invalidRequest, malformedXml } from "./errors.js";
import { existingUpload, uploadAlgorithm } from "./multipart.js";
import { existingBucket, type S3Request, xmlReply } from "./operation.js";
import { receiveXml } from "./receive.js";
import type { StoredChecksum, StoredPart, Upload } from "./state.js";

/** `POST /{Bucket}/{Key}?uploadId` */
export async function completeMultipartUpload(request: S3Request): Promise<Reply> {
  existingUpload(request);
  // x-amz-checksum-* of this operation is that of the object, not of the document sent.
  const root = await receiveXml(request, undefined);
  const upload = existingUpload(request);
  const parts = readParts(root, upload, request.state.minPartBytes);
  const content = Content.join(parts.map((part) => part.content));
  requireObjectSize(request, content.length);
  const checksum = objectChecksum(upload, parts);
  requireObjectChecksum(request, checksum);
  const bucket = existingBucket(request);
  requireWriteConditions(request, bucket.objects.get(request.key));

  const md5 = createHash("md5").update(Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, "hex"))));
  const etag = `${md5.digest("hex")}-${parts.length}`;
  const { key } = request;
  bucket.objects.put({
    key,
    content,
    etag,
    lastModified: request.now(),
    attributes: upload.attributes,
    checksum,
    parts,
  });
  bucket.uploads.delete(upload.id);
  return xmlReply(
    "CompleteMultipartUploadResult",
    {
      Location: `http://${request.http.header("host")}${request.http.path}`,
      Bucket: bucket.name,
      Key: key,
      ETag: `"${etag}"`,
      ...checksumElements(checksum),
    },
    { "x-amz-server-side-encryption": "AES256" },
  );
}

function readParts(root: XmlNode | undefined, upload: Upload, minPartBytes: number): StoredPart[] {
  const entries = root?.children.filter(({ name }) => name === "Part") ?? [];
  if (root?.name !== "CompleteMultipartUpload" || entries.length === 0) {
    throw malformedXml();
  }
  const parts = entries.map((entry) => readPart(entry, upload));
  if (parts.some((part, index) => index > 0 && (parts[index - 1] as StoredPart).partNumber >= part.partNumber)) {
    throw new ServiceError(
      "InvalidPartOrder",
      400,
      "The list of parts was not in ascending order. Parts must be ordered by part number.",
      { fields: { UploadId: upload.id } },
    );
  }
  const tooSmall = parts.slice(0, -1).find((part) => part.content.length < minPartBytes);
  if (tooSmall !== undefined) {
    throw new ServiceError("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size", {
      fields: {
        ProposedSize: String(tooSmall.content.length),
        MinSizeAllowed: String(minPartBytes),
        PartNumber: String(tooSmall.partNumber),
        ETag: tooSmall.etag,
      },
    });
  }
  return parts;
}

function readPart(entry: XmlNode, upload: Upload): StoredPart {
  const [number, etag] = [childText(entry, "PartNumber")?.trim() ?? "", childText(entry, "ETag")];
  if (!/^\d{1,5}$/.test(number) || etag === undefined) {
    throw malformedXml();
  }
  const part = upload.parts.get(Number(number));
  if (part === undefined || part.etag !== etag.trim().replace(/^"|"$/g, "")) {
    throw invalidPart(upload, number, etag);
  }
  const given = checksumAlgorithms.filter((algorithm) => childText(entry, `Checksum${algorithm}`) !== undefined);
  const algorithm = uploadAlgorithm(upload);
  if (given.includes(algorithm) && childText(entry, `Checksum${algorithm}`) !== part.digest.toString("base64")) {
    throw invalidPart(upload, number, etag);
  }
  if (upload.checksumType === "COMPOSITE" && !given.includes(algorithm)) {
    throw invalidRequest(
      `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  return part;
}

function invalidPart(upload: Upload, partNumber: string, etag: string): ServiceError {
  return new ServiceError(
    "InvalidPart",
    400,
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { fields: { UploadId: upload.id, PartNumber: partNumber, ETag: etag.replace(/^"|"$/g, "") } },
  );
}

function objectChecksum(upload: Upload, parts: readonly StoredPart[]): StoredChecksum {
  const algorithm = uploadAlgorithm(upload);
  const digests = parts.map(({ digest, content }) => ({ digest, length: content.length }));
  const whole = upload.checksumType === "FULL_OBJECT" ? combineChecksums(algorithm, digests) : undefined;
  if (whole !== undefined) {
    return { algorithm, value: whole.toString("base64"), type: "FULL_OBJECT" };
  }
  const composite = startChecksum(algorithm);
  composite.update(Buffer.concat(parts.map(({ digest }) => digest)));
  return { algorithm, value: `${composite.digest().toString("base64")}-${parts.length}`, type: "COMPOSITE" };
}

function requireObjectSize({ http }: S3Request, size: number): void {
  const declared = http.header("x-amz-mp-object-size");
  if (declared !== undefined && Number(declared) !== size) {
    throw invalidRequest("The provided 'x-amz-mp-object-size' header value does not match what was computed.");
  }
}

function requireObjectChecksum({ http }: S3Request, checksum: StoredChecksum): void {
  const type = http.header("x-amz-checksum-type");
  if (type !== undefined && type.toUpperCase() !== checksum.type) {
    throw invalidRequest(
      `The upload was created using the ${checksum.type} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  const given = http.header(`x-amz-checksum-${checksum.algorithm.toLowerCase()}`);
  if (given === undefined) {
    return;
  }
  const value = checksum.type === "COMPOSITE" ? given.replace(/-\d+$/, "") : given;
  checkDigest(checksum.algorithm, value, Buffer.from(checksum.value.replace(/-\d+$/, ""), "base64"));
}
