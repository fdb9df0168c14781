import type { IncomingRequest } from "../server.js";
import { decodePath } from "./addressing.js";
import { copySourceConditions, failedCondition } from "./conditions.js";
import { invalidArgument, noSuchBucket, noSuchKey, preconditionFailed } from "./errors.js";
import type { S3Request } from "./operation.js";
import type { StoredObject } from "./state.js";

/** The object that `x-amz-copy-source` names, when its conditions hold. */
export function readCopySource({ http, state }: S3Request): StoredObject {
  const source = splitSource(http);
  const bucket = state.buckets.get(source.bucket);
  if (bucket === undefined) {
    throw noSuchBucket(source.bucket);
  }
  const object = bucket.objects.get(source.key);
  if (object === undefined) {
    throw noSuchKey(source.key);
  }
  const failed = failedCondition(http, object, copySourceConditions);
  if (failed !== undefined) {
    throw preconditionFailed(`x-amz-copy-source-${failed.header}`);
  }
  return object;
}

/** Whether a request copies an object onto itself. */
export function isSameObject({ http, bucketName, key }: S3Request): boolean {
  const source = splitSource(http);
  return source.bucket === bucketName && source.key === key;
}

function splitSource(http: IncomingRequest): { bucket: string; key: string } {
  const header = http.header("x-amz-copy-source") ?? "";
  const path = decodePath(header.replace(/\?versionId=.*$/, "")).replace(/^\//, "");
  const slash = path.indexOf("/");
  if (slash < 1 || slash === path.length - 1) {
    throw invalidArgument(
      "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
      "x-amz-copy-source",
      header,
    );
  }
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}
