import { randomBytes } from "node:crypto";
import type { ChecksumAlgorithm } from "../checksums/algorithms.js";
import type { Reply } from "../server.js";
import { readChecksumAlgorithm } from "./checksums.js";
import { invalidRequest, noSuchUpload } from "./errors.js";
import { readAttributes } from "./object-attributes.js";
import { emptyReply, existingBucket, type S3Request, xmlReply } from "./operation.js";
import type { StoredChecksum, Upload } from "./state.js";

/** `POST /{Bucket}/{Key}?uploads` */
export function createMultipartUpload(request: S3Request): Reply {
  const { http, key } = request;
  const bucket = existingBucket(request);
  const announced = readChecksumAlgorithm(http);
  const upload: Upload = {
    id: randomBytes(48).toString("base64url"),
    key,
    initiatedAt: request.now(),
    attributes: readAttributes(http),
    announced,
    checksumType: readChecksumType(http.header("x-amz-checksum-type"), announced),
    parts: new Map(),
  };
  bucket.uploads.set(upload.id, upload);
  const headers: Record<string, string> = { "x-amz-server-side-encryption": "AES256" };
  if (announced !== undefined) {
    headers["x-amz-checksum-algorithm"] = announced;
    headers["x-amz-checksum-type"] = upload.checksumType;
  }
  return xmlReply("InitiateMultipartUploadResult", { Bucket: bucket.name, Key: key, UploadId: upload.id }, headers);
}

/** `DELETE /{Bucket}/{Key}?uploadId` */
export function abortMultipartUpload(request: S3Request): Reply {
  existingBucket(request).uploads.delete(existingUpload(request).id);
  return emptyReply(204);
}

/** The upload that a request's `uploadId` names, for the same key. */
export function existingUpload(request: S3Request): Upload {
  const uploadId = request.http.query.get("uploadId") ?? "";
  const upload = existingBucket(request).uploads.get(uploadId);
  if (upload === undefined || upload.key !== request.key) {
    throw noSuchUpload(uploadId);
  }
  return upload;
}

/** The algorithm that an upload's parts and its object are summed with. */
export function uploadAlgorithm(upload: Upload): ChecksumAlgorithm {
  return upload.announced ?? "CRC64NVME";
}

function readChecksumType(
  header: string | undefined,
  algorithm: ChecksumAlgorithm | undefined,
): StoredChecksum["type"] {
  const isCrc64 = algorithm === undefined || algorithm === "CRC64NVME";
  const type = header?.toUpperCase() ?? (isCrc64 ? "FULL_OBJECT" : "COMPOSITE");
  const isCrc = algorithm === undefined || algorithm.startsWith("CRC");
  if (header !== undefined && algorithm === undefined) {
    throw invalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
  }
  if ((type === "FULL_OBJECT" && isCrc) || (type === "COMPOSITE" && !isCrc64)) {
    return type;
  }
  const name = (algorithm ?? "CRC64NVME").toLowerCase();
  throw invalidRequest(`The ${type} checksum type cannot be used with the ${name} checksum algorithm.`);
}
