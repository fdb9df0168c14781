import type { Reply } from "../server.js";
import { checksumHeaders, readAnnouncedChecksum } from "./checksums.js";
import { requireWriteConditions } from "./conditions.js";
import { readAttributes } from "./object-attributes.js";
import { emptyReply, existingBucket, type S3Request } from "./operation.js";
import { receiveContent } from "./receive.js";
import type { StoredChecksum } from "./state.js";

/** `PUT /{Bucket}/{Key}` */
export async function putObject(request: S3Request): Promise<Reply> {
  const { http, key } = request;
  requireWriteConditions(request, existingBucket(request).objects.get(key));
  const attributes = readAttributes(http);
  const announced = readAnnouncedChecksum(http);
  // S3 computes CRC64NVME where the writer gives no checksum.
  const algorithm = announced?.algorithm ?? "CRC64NVME";
  const { content, md5, digests } = await receiveContent(request, { announced, algorithms: [algorithm] });

  const { objects } = existingBucket(request);
  requireWriteConditions(request, objects.get(key));
  const value = (digests.get(algorithm) as Buffer).toString("base64");
  const checksum: StoredChecksum = { algorithm, value, type: "FULL_OBJECT" };
  objects.put({ key, content, etag: md5, lastModified: request.now(), attributes, checksum, parts: undefined });
  return emptyReply(200, {
    etag: `"${md5}"`,
    "x-amz-server-side-encryption": "AES256",
    ...checksumHeaders(checksum),
  });
}
