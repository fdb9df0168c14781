import type { IncomingRequest, Reply } from "../server.js";
import type { VerifiedRequest } from "../verify/verify-request.js";
import { type XmlElements, xmlDocument } from "../xml/write.js";
import { noSuchBucket } from "./errors.js";
import type { Bucket, S3State } from "./state.js";

/** One S3 request whose head was verified. */
export interface S3Request {
  readonly http: IncomingRequest;
  readonly state: S3State;
  readonly verified: VerifiedRequest;
  /** Empty where the request addresses none. */
  readonly bucketName: string;
  readonly key: string;
  readonly now: () => number;
}

/** Carries out one operation. */
export type S3Handler = (request: S3Request) => Reply | Promise<Reply>;

/** The bucket that a request addresses. */
export function existingBucket({ state, bucketName }: S3Request): Bucket {
  const bucket = state.buckets.get(bucketName);
  if (bucket === undefined) {
    throw noSuchBucket(bucketName);
  }
  return bucket;
}

/** A 200 with one XML document in S3's namespace. */
export function xmlReply(
  root: string,
  content: XmlElements | string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const document = xmlDocument(root, content, S3_NAMESPACE);
  return { status: 200, headers: { ...headers, "content-type": "application/xml" }, body: [Buffer.from(document)] };
}

/** A reply without a body. */
export function emptyReply(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers };
}

/** Who owns everything here, as lists tell it. */
export const owner: XmlElements = {
  ID: "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a",
  DisplayName: "local",
};

const S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
