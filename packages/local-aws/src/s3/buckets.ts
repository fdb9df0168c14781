import type { Reply } from "../server.js";
import { ServiceError } from "../service-error.js";
import { childText } from "../xml/read.js";
import { malformedXml } from "./errors.js";
import { readMax } from "./list-parameters.js";
import { compareUtf8 } from "./object-index.js";
import { emptyReply, existingBucket, owner, type S3Request, xmlReply } from "./operation.js";
import { receiveXml } from "./receive.js";
import { newBucket } from "./state.js";

/** `PUT /{Bucket}` */
export async function createBucket(request: S3Request): Promise<Reply> {
  const { state, bucketName } = request;
  requireBucketName(bucketName);
  requireLocation(state.region, await readLocationConstraint(request));
  if (state.buckets.has(bucketName)) {
    // us-east-1 answers 200 to the owner of the bucket; every other region refuses.
    if (state.region !== "us-east-1") {
      throw new ServiceError(
        "BucketAlreadyOwnedByYou",
        409,
        "Your previous request to create the named bucket succeeded and you already own it.",
        { fields: { BucketName: bucketName } },
      );
    }
  } else {
    state.buckets.set(bucketName, newBucket(bucketName, request.now()));
  }
  return emptyReply(200, { location: `/${bucketName}` });
}

/** `DELETE /{Bucket}` */
export function deleteBucket(request: S3Request): Reply {
  const bucket = existingBucket(request);
  if (bucket.objects.size > 0) {
    throw new ServiceError("BucketNotEmpty", 409, "The bucket you tried to delete is not empty", {
      fields: { BucketName: bucket.name },
    });
  }
  request.state.buckets.delete(bucket.name);
  return emptyReply(204);
}

/** `HEAD /{Bucket}` */
export function headBucket(request: S3Request): Reply {
  existingBucket(request);
  return emptyReply(200, {
    "x-amz-bucket-region": request.state.region,
    "x-amz-access-point-alias": "false",
    "content-type": "application/xml",
  });
}

/** `GET /{Bucket}?location`: empty for us-east-1. */
export function getBucketLocation(request: S3Request): Reply {
  existingBucket(request);
  const { region } = request.state;
  return xmlReply("LocationConstraint", region === "us-east-1" ? "" : region);
}

/** `GET /` */
export function listBuckets({ http, state }: S3Request): Reply {
  const prefix = http.query.get("prefix");
  const token = http.query.get("continuation-token");
  const region = http.query.get("bucket-region") ?? state.region;
  const max = readMax(http.query, "max-buckets", MAX_BUCKETS);
  const after = token === undefined ? "" : Buffer.from(token, "base64url").toString("utf8");
  const matching = [...state.buckets.values()]
    .filter(({ name }) => name.startsWith(prefix ?? "") && compareUtf8(name, after) > 0 && region === state.region)
    .sort((a, b) => compareUtf8(a.name, b.name));
  const page = matching.slice(0, max);
  const isTruncated = page.length < matching.length;
  return xmlReply("ListAllMyBucketsResult", {
    Owner: owner,
    Buckets: {
      Bucket: page.map(({ name, createdAt }) => ({
        Name: name,
        CreationDate: new Date(createdAt).toISOString(),
        BucketRegion: state.region,
      })),
    },
    Prefix: prefix,
    ContinuationToken: isTruncated ? Buffer.from(page.at(-1)?.name ?? after).toString("base64url") : undefined,
  });
}

async function readLocationConstraint(request: S3Request): Promise<string | undefined> {
  if ((request.http.header("content-length") ?? "0") === "0") {
    await receiveXml(request, undefined);
    return undefined;
  }
  const root = await receiveXml(request, undefined);
  if (root?.name !== "CreateBucketConfiguration") {
    throw malformedXml();
  }
  return childText(root, "LocationConstraint");
}

function requireLocation(region: string, constraint: string | undefined): void {
  const isRight = region === "us-east-1" ? constraint === undefined : constraint === region;
  if (!isRight) {
    throw new ServiceError(
      "IllegalLocationConstraintException",
      400,
      `The ${constraint ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
}

function requireBucketName(name: string): void {
  const isValid = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !/\.\.|^\d+\.\d+\.\d+\.\d+$/.test(name);
  if (!isValid) {
    throw new ServiceError("InvalidBucketName", 400, "The specified bucket is not valid.", {
      fields: { BucketName: name },
    });
  }
}

const MAX_BUCKETS = 10_000;
