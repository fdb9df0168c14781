import type { IncomingRequest } from "../server.js";
import { ServiceError } from "../service-error.js";
import { invalidArgument } from "./errors.js";
import type { ObjectAttributes, StoredObject } from "./state.js";
import { readTagHeader } from "./tags.js";

/** Reads the headers with which a writer describes an object. */
export function readAttributes(request: IncomingRequest): ObjectAttributes {
  const headers: Record<string, string> = {};
  for (const name of SYSTEM_HEADERS) {
    const value = name === "content-encoding" ? contentEncoding(request) : request.header(name);
    if (value !== undefined) {
      headers[name] = value;
    }
  }
  headers["content-type"] ??= "binary/octet-stream";
  return {
    headers,
    metadata: readMetadata(request),
    storageClass: readStorageClass(request),
    tags: readTagHeader(request.header("x-amz-tagging")),
  };
}

/** The headers with which GetObject and HeadObject describe an object. */
export function attributeHeaders({ attributes, etag, lastModified }: StoredObject): Record<string, string> {
  const headers: Record<string, string> = {
    "accept-ranges": "bytes",
    ...attributes.headers,
    etag: `"${etag}"`,
    "last-modified": new Date(lastModified).toUTCString(),
    "x-amz-server-side-encryption": "AES256",
  };
  for (const [name, value] of Object.entries(attributes.metadata)) {
    headers[`x-amz-meta-${name}`] = value;
  }
  if (attributes.storageClass !== "STANDARD") {
    headers["x-amz-storage-class"] = attributes.storageClass;
  }
  if (attributes.tags.size > 0) {
    headers["x-amz-tagging-count"] = String(attributes.tags.size);
  }
  return headers;
}

function readMetadata(request: IncomingRequest): Record<string, string> {
  const metadata: Record<string, string> = {};
  let size = 0;
  for (const [rawName] of request.headers) {
    const name = rawName.toLowerCase();
    if (name.startsWith(METADATA_PREFIX) && !(name.slice(METADATA_PREFIX.length) in metadata)) {
      const value = request.header(name) ?? "";
      metadata[name.slice(METADATA_PREFIX.length)] = value;
      size += name.length - METADATA_PREFIX.length + value.length;
    }
  }
  if (size > MAX_METADATA_BYTES) {
    throw new ServiceError("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size", {
      fields: { Size: String(size), MaxSizeAllowed: String(MAX_METADATA_BYTES) },
    });
  }
  return metadata;
}

function readStorageClass(request: IncomingRequest): string {
  const storageClass = request.header("x-amz-storage-class") ?? "STANDARD";
  if (!STORAGE_CLASSES.includes(storageClass)) {
    throw new ServiceError("InvalidStorageClass", 400, "The storage class you specified is not valid");
  }
  const acl = request.header("x-amz-acl");
  if (acl !== undefined && !ACLS.includes(acl)) {
    throw invalidArgument("Invalid canned ACL", "x-amz-acl", acl);
  }
  return storageClass;
}

// aws-chunked tells how the body travels, not what it is: S3 does not store it.
function contentEncoding(request: IncomingRequest): string | undefined {
  const codings = (request.header("content-encoding") ?? "").split(",").map((coding) => coding.trim());
  const kept = codings.filter((coding) => coding !== "" && coding.toLowerCase() !== "aws-chunked");
  return kept.length === 0 ? undefined : kept.join(",");
}

const METADATA_PREFIX = "x-amz-meta-";
const MAX_METADATA_BYTES = 2048;
const SYSTEM_HEADERS = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
  "x-amz-website-redirect-location",
];
const STORAGE_CLASSES = [
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER",
  "DEEP_ARCHIVE",
  "GLACIER_IR",
];
const ACLS = [
  "private",
  "public-read",
  "public-read-write",
  "authenticated-read",
  "aws-exec-read",
  "bucket-owner-read",
  "bucket-owner-full-control",
];
