import type { Reply } from "../server.js";
import { childText, type XmlNode } from "../xml/read.js";
import type { XmlElements } from "../xml/write.js";
import { readAnnouncedChecksum } from "./checksums.js";
import { requireWriteConditions } from "./conditions.js";
import { invalidRequest, malformedXml } from "./errors.js";
import { emptyReply, existingBucket, type S3Request, xmlReply } from "./operation.js";
import { receiveXml } from "./receive.js";
import type { Bucket } from "./state.js";

/** `DELETE /{Bucket}/{Key}`: 204 whether or not the object was there. */
export function deleteObject(request: S3Request): Reply {
  const { objects } = existingBucket(request);
  requireWriteConditions(request, objects.get(request.key));
  objects.delete(request.key);
  return emptyReply(204);
}

/** `POST /{Bucket}?delete` */
export async function deleteObjects(request: S3Request): Promise<Reply> {
  const bucket = existingBucket(request);
  const announced = readAnnouncedChecksum(request.http);
  if (announced === undefined && request.http.header("content-md5") === undefined) {
    throw invalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
  }
  const root = await receiveXml(request, announced);
  const entries = root?.name === "Delete" ? root.children.filter(({ name }) => name === "Object") : [];
  if (root === undefined || entries.length === 0 || entries.length > MAX_OBJECTS) {
    throw malformedXml();
  }
  const results = entries.map((entry) => deleteOne(bucket, entry));
  const isQuiet = childText(root, "Quiet")?.trim() === "true";
  return xmlReply("DeleteResult", {
    Deleted: isQuiet ? [] : results.filter((result) => !("Code" in result)),
    Error: results.filter((result) => "Code" in result),
  });
}

function deleteOne({ objects }: Bucket, entry: XmlNode): XmlElements {
  const Key = childText(entry, "Key");
  if (Key === undefined || Key === "") {
    throw malformedXml();
  }
  const etag = childText(entry, "ETag")?.replace(/^"|"$/g, "");
  if (etag !== undefined && objects.get(Key)?.etag !== etag) {
    const Message = "At least one of the pre-conditions you specified did not hold";
    return { Key, Code: "PreconditionFailed", Message };
  }
  objects.delete(Key);
  return { Key };
}

const MAX_OBJECTS = 1000;
