import type { Reply } from "../server.js";
import { readAnnouncedChecksum } from "./checksums.js";
import { noSuchKey } from "./errors.js";
import { emptyReply, existingBucket, type S3Request, xmlReply } from "./operation.js";
import { receiveXml } from "./receive.js";
import type { StoredObject } from "./state.js";
import { readTagDocument } from "./tags.js";

/** `PUT /{Bucket}/{Key}?tagging` */
export async function putObjectTagging(request: S3Request): Promise<Reply> {
  existingObject(request);
  const tags = readTagDocument(await receiveXml(request, readAnnouncedChecksum(request.http)));
  replaceTags(request, tags);
  return emptyReply(200);
}

/** `GET /{Bucket}/{Key}?tagging` */
export function getObjectTagging(request: S3Request): Reply {
  const { tags } = existingObject(request).attributes;
  const Tag = [...tags].map(([Key, Value]) => ({ Key, Value }));
  return xmlReply("Tagging", { TagSet: { Tag } });
}

/** `DELETE /{Bucket}/{Key}?tagging` */
export function deleteObjectTagging(request: S3Request): Reply {
  replaceTags(request, new Map());
  return emptyReply(204);
}

function replaceTags(request: S3Request, tags: ReadonlyMap<string, string>): void {
  const object = existingObject(request);
  existingBucket(request).objects.put({ ...object, attributes: { ...object.attributes, tags } });
}

function existingObject(request: S3Request): StoredObject {
  const object = existingBucket(request).objects.get(request.key);
  if (object === undefined) {
    throw noSuchKey(request.key);
  }
  return object;
}
