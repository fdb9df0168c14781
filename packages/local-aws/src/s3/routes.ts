import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from "./buckets.js";
import { completeMultipartUpload } from "./complete-upload.js";
import { copyObject } from "./copy-object.js";
import { deleteObject, deleteObjects } from "./delete-objects.js";
import { getObject } from "./get-object.js";
import { listObjects, listObjectsV2 } from "./list-objects.js";
import { listMultipartUploads, listParts } from "./list-uploads.js";
import { abortMultipartUpload, createMultipartUpload } from "./multipart.js";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./object-tagging.js";
import type { S3Handler } from "./operation.js";
import { putObject } from "./put-object.js";
import { uploadPart, uploadPartCopy } from "./upload-part.js";

/** One operation and the requests that mean it. */
export interface S3Route {
  readonly operation: string;
  readonly method: string;
  readonly on: "service" | "bucket" | "object";
  /** Query parameters that must be there, with this value or (`undefined`) any. */
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly copies: boolean;
  /** Whether the handler reads the body itself. */
  readonly readsBody: boolean;
  readonly handle: S3Handler;
}

/** The route of a request; `undefined` where it means an operation that the local S3 does not have. */
export function findRoute(
  method: string,
  on: S3Route["on"],
  query: ReadonlyMap<string, string>,
  copies: boolean,
): S3Route | undefined {
  const subResources = subResourcesOf(query);
  return ROUTES.find((candidate) => {
    const wanted = Object.entries(candidate.query);
    return (
      candidate.method === method &&
      candidate.on === on &&
      candidate.copies === (copies && method === "PUT" && on === "object" && !query.has("tagging")) &&
      wanted.every(([name, value]) => (value === undefined ? query.has(name) : query.get(name) === value)) &&
      subResources.every((name) => name in candidate.query)
    );
  });
}

/** The query parameters that make a request mean another operation than the plain one. */
export function subResourcesOf(query: ReadonlyMap<string, string>): string[] {
  return [...query.keys()].filter((name) => SUB_RESOURCES.has(name));
}

function route(
  operation: string,
  method: string,
  on: S3Route["on"],
  handle: S3Handler,
  rest: Partial<S3Route> = {},
): S3Route {
  return { operation, method, on, handle, query: {}, copies: false, readsBody: false, ...rest };
}

const partOfUpload = { partNumber: undefined, uploadId: undefined };

const ROUTES: readonly S3Route[] = [
  route("ListBuckets", "GET", "service", listBuckets),
  route("CreateBucket", "PUT", "bucket", createBucket, { readsBody: true }),
  route("HeadBucket", "HEAD", "bucket", headBucket),
  route("DeleteBucket", "DELETE", "bucket", deleteBucket),
  route("GetBucketLocation", "GET", "bucket", getBucketLocation, { query: { location: undefined } }),
  route("ListMultipartUploads", "GET", "bucket", listMultipartUploads, { query: { uploads: undefined } }),
  route("ListObjectsV2", "GET", "bucket", listObjectsV2, { query: { "list-type": "2" } }),
  route("ListObjects", "GET", "bucket", listObjects),
  route("DeleteObjects", "POST", "bucket", deleteObjects, { query: { delete: undefined }, readsBody: true }),
  route("GetObjectTagging", "GET", "object", getObjectTagging, { query: { tagging: undefined } }),
  route("PutObjectTagging", "PUT", "object", putObjectTagging, { query: { tagging: undefined }, readsBody: true }),
  route("DeleteObjectTagging", "DELETE", "object", deleteObjectTagging, { query: { tagging: undefined } }),
  route("CreateMultipartUpload", "POST", "object", createMultipartUpload, { query: { uploads: undefined } }),
  route("UploadPart", "PUT", "object", uploadPart, { query: partOfUpload, readsBody: true }),
  route("UploadPartCopy", "PUT", "object", uploadPartCopy, { query: partOfUpload, copies: true }),
  route("ListParts", "GET", "object", listParts, { query: { uploadId: undefined } }),
  route("CompleteMultipartUpload", "POST", "object", completeMultipartUpload, {
    query: { uploadId: undefined },
    readsBody: true,
  }),
  route("AbortMultipartUpload", "DELETE", "object", abortMultipartUpload, { query: { uploadId: undefined } }),
  route("GetObject", "GET", "object", getObject),
  route("HeadObject", "HEAD", "object", getObject),
  route("CopyObject", "PUT", "object", copyObject, { copies: true }),
  route("PutObject", "PUT", "object", putObject, { readsBody: true }),
  route("DeleteObject", "DELETE", "object", deleteObject),
];

const SUB_RESOURCES: ReadonlySet<string> = new Set([
  "abac",
  "accelerate",
  "acl",
  "analytics",
  "attributes",
  "cors",
  "delete",
  "encryption",
  "intelligent-tiering",
  "inventory",
  "legal-hold",
  "lifecycle",
  "location",
  "logging",
  "metadataConfiguration",
  "metadataTable",
  "metrics",
  "notification",
  "object-lock",
  "ownershipControls",
  "policy",
  "policyStatus",
  "publicAccessBlock",
  "renameObject",
  "replication",
  "requestPayment",
  "restore",
  "retention",
  "select",
  "session",
  "tagging",
  "torrent",
  "uploadId",
  "uploads",
  "versionId",
  "versioning",
  "versions",
  "website",
]);
