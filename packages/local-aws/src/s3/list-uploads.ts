import type { Reply } from "../server.js";
import { invalidArgument } from "./errors.js";
import { keyWriter, listPage, readMax } from "./list-parameters.js";
import { existingUpload } from "./multipart.js";
import { compareUtf8 } from "./object-index.js";
import { existingBucket, owner, type S3Request, xmlReply } from "./operation.js";

/** `GET /{Bucket}/{Key}?uploadId` */
export function listParts(request: S3Request): Reply {
  const { query } = request.http;
  const upload = existingUpload(request);
  const max = readMax(query, "max-parts");
  const marker = query.get("part-number-marker") ?? "0";
  if (!/^\d{1,9}$/.test(marker)) {
    throw invalidArgument("Argument part-number-marker must be an integer", "part-number-marker", marker);
  }
  const following = [...upload.parts.values()]
    .filter(({ partNumber }) => partNumber > Number(marker))
    .sort((a, b) => a.partNumber - b.partNumber);
  const page = following.slice(0, max);
  return xmlReply("ListPartsResult", {
    Bucket: request.bucketName,
    Key: keyWriter(query)(upload.key),
    UploadId: upload.id,
    Initiator: owner,
    Owner: owner,
    StorageClass: upload.attributes.storageClass,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.partNumber ?? 0,
    MaxParts: max,
    IsTruncated: page.length < following.length,
    ChecksumAlgorithm: upload.announced,
    ChecksumType: upload.announced === undefined ? undefined : upload.checksumType,
    Part: page.map((part) => ({
      PartNumber: part.partNumber,
      LastModified: new Date(part.lastModified).toISOString(),
      ETag: `"${part.etag}"`,
      Size: part.content.length,
      ...(upload.announced && { [`Checksum${upload.announced}`]: part.digest.toString("base64") }),
    })),
  });
}

/** `GET /{Bucket}?uploads` */
export function listMultipartUploads(request: S3Request): Reply {
  const { query } = request.http;
  const bucket = existingBucket(request);
  const write = keyWriter(query);
  const max = readMax(query, "max-uploads");
  const keyMarker = query.get("key-marker") ?? "";
  const uploadIdMarker = query.get("upload-id-marker") ?? "";
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
  const uploads = [...bucket.uploads.values()].sort(
    (a, b) => compareUtf8(a.key, b.key) || a.initiatedAt - b.initiatedAt,
  );
  const marked = uploads.findIndex(({ key, id }) => key === keyMarker && id === uploadIdMarker);
  // With an upload id, the other uploads of the marker's key follow it; without one, none of them does.
  const [rest, after] = marked === -1 ? [uploads, keyMarker] : [uploads.slice(marked + 1), ""];
  const page = listPage(rest, ({ key }) => key, { prefix, delimiter, after, max });
  const last = page.next === undefined ? undefined : page.entries.findLast(({ key }) => key === page.next);
  return xmlReply("ListMultipartUploadsResult", {
    Bucket: bucket.name,
    KeyMarker: write(keyMarker),
    UploadIdMarker: uploadIdMarker,
    NextKeyMarker: page.next === undefined ? undefined : write(page.next),
    NextUploadIdMarker: last?.id,
    Prefix: write(prefix),
    Delimiter: delimiter === "" ? undefined : write(delimiter),
    EncodingType: query.get("encoding-type"),
    MaxUploads: max,
    IsTruncated: page.next !== undefined,
    Upload: page.entries.map((upload) => ({
      Key: write(upload.key),
      UploadId: upload.id,
      Initiator: owner,
      Owner: owner,
      StorageClass: upload.attributes.storageClass,
      Initiated: new Date(upload.initiatedAt).toISOString(),
      ChecksumAlgorithm: upload.announced,
      ChecksumType: upload.announced === undefined ? undefined : upload.checksumType,
    })),
    CommonPrefixes: page.commonPrefixes.map((shown) => ({ Prefix: write(shown) })),
  });
}
