import type { Reply } from "../server.js";
import type { XmlElements } from "../xml/write.js";
import { invalidArgument } from "./errors.js";
import { keyWriter, type ListPage, listPage, readMax } from "./list-parameters.js";
import { compareUtf8 } from "./object-index.js";
import { existingBucket, owner, type S3Request, xmlReply } from "./operation.js";
import type { Bucket, StoredObject } from "./state.js";

/** `GET /{Bucket}?list-type=2` */
export function listObjectsV2(request: S3Request): Reply {
  const { query } = request.http;
  const bucket = existingBucket(request);
  const write = keyWriter(query);
  const max = readMax(query, "max-keys");
  const token = query.get("continuation-token");
  const startAfter = query.get("start-after");
  const after = token === undefined ? (startAfter ?? "") : readToken(token);
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
  const page = pageOf(bucket, { prefix, delimiter, after, max });
  return xmlReply("ListBucketResult", {
    Name: bucket.name,
    Prefix: write(prefix),
    Delimiter: delimiter === "" ? undefined : write(delimiter),
    StartAfter: startAfter === undefined ? undefined : write(startAfter),
    ContinuationToken: token,
    NextContinuationToken: page.next === undefined ? undefined : writeToken(page.next),
    KeyCount: page.entries.length + page.commonPrefixes.length,
    MaxKeys: max,
    EncodingType: query.get("encoding-type"),
    IsTruncated: page.next !== undefined,
    Contents: page.entries.map((object) => contents(object, write, query.get("fetch-owner") === "true")),
    CommonPrefixes: page.commonPrefixes.map((shown) => ({ Prefix: write(shown) })),
  });
}

/** `GET /{Bucket}` */
export function listObjects(request: S3Request): Reply {
  const { query } = request.http;
  const bucket = existingBucket(request);
  const write = keyWriter(query);
  const max = readMax(query, "max-keys");
  const marker = query.get("marker") ?? "";
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
  const page = pageOf(bucket, { prefix, delimiter, after: marker, max });
  return xmlReply("ListBucketResult", {
    Name: bucket.name,
    Prefix: write(prefix),
    Marker: write(marker),
    // Without a delimiter the last key is the next marker, and S3 leaves it out.
    NextMarker: page.next === undefined || delimiter === "" ? undefined : write(page.next),
    MaxKeys: max,
    Delimiter: delimiter === "" ? undefined : write(delimiter),
    EncodingType: query.get("encoding-type"),
    IsTruncated: page.next !== undefined,
    Contents: page.entries.map((object) => contents(object, write, true)),
    CommonPrefixes: page.commonPrefixes.map((shown) => ({ Prefix: write(shown) })),
  });
}

function pageOf(
  { objects }: Bucket,
  options: { readonly prefix: string; readonly delimiter: string; readonly after: string; readonly max: number },
): ListPage<StoredObject> {
  const keys = objects.sortedKeys();
  const from = compareUtf8(options.after, options.prefix) > 0 ? options.after : options.prefix;
  return listPage(entriesFrom(keys, from, objects.get.bind(objects)), ({ key }) => key, options);
}

function* entriesFrom(
  keys: readonly string[],
  from: string,
  get: (key: string) => StoredObject | undefined,
): Generator<StoredObject> {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareUtf8(keys[middle] as string, from) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (let index = low; index < keys.length; index++) {
    yield get(keys[index] as string) as StoredObject;
  }
}

function contents(object: StoredObject, write: (key: string) => string, withOwner: boolean): XmlElements {
  return {
    Key: write(object.key),
    LastModified: new Date(object.lastModified).toISOString(),
    ETag: `"${object.etag}"`,
    ChecksumAlgorithm: object.checksum.algorithm,
    ChecksumType: object.checksum.type,
    Size: object.content.length,
    Owner: withOwner ? owner : undefined,
    StorageClass: object.attributes.storageClass,
  };
}

function writeToken(key: string): string {
  return Buffer.from(`1:${key}`, "utf8").toString("base64url");
}

function readToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString("utf8");
  if (!text.startsWith("1:")) {
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
  }
  return text.slice(2);
}
