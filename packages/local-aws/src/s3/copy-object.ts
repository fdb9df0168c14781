import { createHash } from "node:crypto";
import { type ChecksumAlgorithm, startChecksum } from "../checksums/algorithms.js";
import type { IncomingRequest, Reply } from "../server.js";
import { checksumElements, readChecksumAlgorithm } from "./checksums.js";
import { requireWriteConditions } from "./conditions.js";
import type { Content } from "./content.js";
import { isSameObject, readCopySource } from "./copy-source.js";
import { invalidArgument, invalidRequest } from "./errors.js";
import { readAttributes } from "./object-attributes.js";
import { existingBucket, type S3Request, xmlReply } from "./operation.js";
import type { ObjectAttributes, StoredChecksum, StoredObject } from "./state.js";

/** `PUT /{Bucket}/{Key}` with `x-amz-copy-source` */
export function copyObject(request: S3Request): Reply {
  const { objects } = existingBucket(request);
  requireWriteConditions(request, objects.get(request.key));
  const source = readCopySource(request);
  const replacesMetadata = readDirective(request.http, "x-amz-metadata-directive") === "REPLACE";
  const replacesTags = readDirective(request.http, "x-amz-tagging-directive") === "REPLACE";
  const given = readAttributes(request.http);
  const changesClass = given.storageClass !== source.attributes.storageClass;
  if (isSameObject(request) && !replacesMetadata && !changesClass) {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const described = replacesMetadata ? given : source.attributes;
  const attributes: ObjectAttributes = {
    headers: described.headers,
    metadata: described.metadata,
    storageClass: given.storageClass,
    tags: replacesTags ? given.tags : source.attributes.tags,
  };
  const copy = copyOf(source, request, attributes);
  objects.put(copy);
  return xmlReply("CopyObjectResult", {
    ETag: `"${copy.etag}"`,
    LastModified: new Date(copy.lastModified).toISOString(),
    ...checksumElements(copy.checksum),
  });
}

// A copy is one piece again: its ETag and checksum are those of all its bytes, also where the source had parts.
function copyOf(source: StoredObject, request: S3Request, attributes: ObjectAttributes): StoredObject {
  const { content } = source;
  const algorithm = readChecksumAlgorithm(request.http) ?? source.checksum.algorithm;
  const isKept = algorithm === source.checksum.algorithm && source.checksum.type === "FULL_OBJECT";
  const value = isKept ? source.checksum.value : digestOf(algorithm, content).toString("base64");
  const checksum: StoredChecksum = { algorithm, value, type: "FULL_OBJECT" };
  const etag = source.parts === undefined ? source.etag : md5Of(content);
  return { key: request.key, content, etag, lastModified: request.now(), attributes, checksum, parts: undefined };
}

function readDirective(request: IncomingRequest, name: string): string {
  const directive = request.header(name) ?? "COPY";
  if (directive !== "COPY" && directive !== "REPLACE") {
    throw invalidArgument(`Unknown directive: ${directive}`, name, directive);
  }
  return directive;
}

function digestOf(algorithm: ChecksumAlgorithm, content: Content): Buffer {
  const checksum = startChecksum(algorithm);
  for (const piece of content.pieces) {
    checksum.update(piece);
  }
  return checksum.digest();
}

function md5Of(content: Content): string {
  const hash = createHash("md5");
  for (const piece of content.pieces) {
    hash.update(piece);
  }
  return hash.digest("hex");
}
