import {
  BucketAlreadyExists,
  getObject,
  NoSuchBucket,
  NoSuchKey,
  type S3,
  S3Client,
  S3 as S3WithMethods,
} from "@inia/client-s3";
import { type AwsCredentials, ClientError, tryCall, UNSIGNED } from "@inia/core";
import { beforeAll, expect, test } from "vitest";
import { owner, stranger } from "./global-setup.js";
import { config, withBucket } from "./radosgw.js";

const Bucket = "errors-of";
const at = { Bucket, Key: "k" };
const none = { Bucket: "no-bucket-of-this-name", Key: "k" };
const wrongSecret = { ...owner, secretAccessKey: "wrong" };
const unknownKey = { accessKeyId: "AKIDNOBODY", secretAccessKey: "secret" };
const others: (credentials: AwsCredentials) => S3 = (credentials) => new S3WithMethods(config({ credentials }));

let s3: S3;
let etag: string;
let modified: Date;
beforeAll(async () => {
  s3 = await withBucket(Bucket);
  await s3.putObject({ ...at, Body: "text" });
  const { ETag, LastModified } = await s3.headObject(at);
  etag = ETag ?? "";
  modified = LastModified ?? new Date(0);
});

interface Row {
  readonly what: string;
  readonly call: () => Promise<unknown>;
  readonly code: string;
  readonly statusCode: number;
  readonly type?: abstract new (...args: never[]) => Error;
}

test.each<Row>([
  {
    what: "a key that is not there",
    call: () => s3.getObject({ ...at, Key: "none" }),
    code: "NoSuchKey",
    statusCode: 404,
    type: NoSuchKey,
  },
  {
    what: "a bucket that is not there",
    call: () => s3.listObjectsV2({ Bucket: none.Bucket }),
    code: "NoSuchBucket",
    statusCode: 404,
    type: NoSuchBucket,
  },
  { what: "a HEAD, whose answer has no body", call: () => s3.headObject(none), code: "404", statusCode: 404 },
  {
    what: "a bucket of somebody else's",
    call: () => others(stranger).createBucket({ Bucket }),
    code: "BucketAlreadyExists",
    statusCode: 409,
    type: BucketAlreadyExists,
  },
  { what: "a bucket with objects", call: () => s3.deleteBucket({ Bucket }), code: "BucketNotEmpty", statusCode: 409 },
  {
    what: "a wrong secret",
    call: () => others(wrongSecret).getObject(at),
    code: "SignatureDoesNotMatch",
    statusCode: 403,
  },
  {
    what: "an access key that nobody has",
    call: () => others(unknownKey).getObject(at),
    code: "InvalidAccessKeyId",
    statusCode: 403,
  },
  {
    what: "an object of somebody else's",
    call: () => others(stranger).getObject(at),
    code: "AccessDenied",
    statusCode: 403,
  },
  {
    what: "a call without credentials",
    call: () => new S3WithMethods(config({ signatureVersion: UNSIGNED })).getObject(at),
    code: "AccessDenied",
    statusCode: 403,
  },
  {
    what: "another ETag than that",
    call: () => s3.getObject({ ...at, IfMatch: '"other"' }),
    code: "PreconditionFailed",
    statusCode: 412,
  },
  {
    what: "the ETag that one has",
    call: () => s3.getObject({ ...at, IfNoneMatch: etag }),
    code: "304",
    statusCode: 304,
  },
  {
    what: "an object that was not changed",
    call: () => s3.getObject({ ...at, IfModifiedSince: modified }),
    code: "304",
    statusCode: 304,
  },
  {
    what: "an object that was changed",
    call: () => s3.headObject({ ...at, IfUnmodifiedSince: new Date(modified.getTime() - 60_000) }),
    code: "412",
    statusCode: 412,
  },
  {
    what: "a range behind the end",
    call: () => s3.getObject({ ...at, Range: "bytes=100-" }),
    code: "InvalidRange",
    statusCode: 416,
  },
])("$what is $code", async ({ call, code, statusCode, type = ClientError }) => {
  const error: unknown = await call().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(type);
  expect(error).toMatchObject({ code, statusCode, attempts: 1, service: "s3", fault: "client" });
  expect((error as ClientError).requestId).toMatch(/^tx[0-9a-f]+-/);
  expect(String(error)).not.toContain(owner.secretAccessKey);
});

test("conditions that hold let the call through", async () => {
  for (const condition of [{ IfMatch: etag }, { IfNoneMatch: '"other"' }, { IfUnmodifiedSince: new Date() }]) {
    expect(await (await s3.getObject({ ...at, ...condition })).Body.text()).toBe("text");
  }
});

test("a value has the errors of its operation", async () => {
  const client = new S3Client(config());
  const failed = await tryCall(client, getObject, { ...at, Key: "none" });
  expect(failed).toMatchObject({ ok: false, error: { name: "NoSuchKey", code: "NoSuchKey" } });
  // GetObject does not model it.
  const unmodelled = await tryCall(client, getObject, none);
  expect(unmodelled).toMatchObject({
    ok: false,
    error: { name: "ClientError", code: "NoSuchBucket", statusCode: 404 },
  });
});

test("a clock that is an hour wrong is corrected by what radosgw answers", async () => {
  const late = new S3WithMethods(config({ clock: () => Date.now() - 3_600_000, sleep: async () => {} }));
  const { $metadata } = await late.headObject(at);
  expect($metadata.attempts).toBe(2);
  expect((await late.getObject(at)).$metadata.attempts).toBe(1);
});
