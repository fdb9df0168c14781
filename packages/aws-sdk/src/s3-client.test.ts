import { Readable } from "node:stream";
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  ObjectCannedACL,
  PutObjectCommand,
  paginateListObjectsV2,
  S3,
  S3Client,
  S3ServiceException,
  waitUntilBucketExists,
  waitUntilObjectExists,
} from "@inia/client-s3/aws-sdk";
import { type LocalAws, startLocalAws } from "@inia/local-aws";
import { afterAll, beforeAll, expect, test } from "vitest";

const credentials = { accessKeyId: "AKIDBRIDGE", secretAccessKey: "bridge-secret" };
const Bucket = "bridge";
let aws: LocalAws;
let s3: S3Client;

beforeAll(async () => {
  aws = await startLocalAws({ credentials: [credentials] });
  s3 = new S3Client(settings());
  await new S3(settings()).createBucket({ Bucket });
});
afterAll(async () => {
  s3.destroy();
  await aws[Symbol.asyncDispose]();
});

function settings() {
  return { region: "us-east-1", credentials, endpoint: aws.s3.endpoint, forcePathStyle: true };
}

test("an object goes up and comes back, and metadata are v3's", async () => {
  const put = await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "hello", Metadata: { k: "v" } }));
  expect(Object.keys(put.$metadata)).toEqual([
    "httpStatusCode",
    "requestId",
    "extendedRequestId",
    "cfId",
    "attempts",
    "totalRetryDelay",
  ]);
  const { Body, ContentLength, Metadata } = await s3.send(new GetObjectCommand({ Bucket, Key: "a" }));
  expect([await Body?.transformToString(), ContentLength, Metadata]).toEqual(["hello", 5, { k: "v" }]);
});

test("a body is a Readable, and gives bytes, text in any encoding and a web stream", async () => {
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key: "b",
      Body: Readable.from([Buffer.from("hel"), Buffer.from("lo")]),
      ContentLength: 5,
    }),
  );
  const body = async () => (await s3.send(new GetObjectCommand({ Bucket, Key: "b" }))).Body!;
  const pieces: Buffer[] = [];
  for await (const piece of (await body()) as Readable) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe("hello");
  expect(await (await body()).transformToByteArray()).toEqual(new TextEncoder().encode("hello"));
  expect(await (await body()).transformToString("base64")).toBe("aGVsbG8=");
  expect(await new Response((await body()).transformToWebStream()).text()).toBe("hello");
  expect(await body()).toBeInstanceOf(Readable);
});

test("a destroyed body frees its connection", async () => {
  const client = new S3Client({ ...settings(), requestHandler: { httpAgent: { maxSockets: 1 } } });
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: "b" }));
  (Body as Readable).destroy();
  const again = await client.send(new GetObjectCommand({ Bucket, Key: "b" }));
  expect(await again.Body?.transformToString()).toBe("hello");
});

test("a refusal is v3's exception", async () => {
  const error = await s3.send(new GetObjectCommand({ Bucket, Key: "none" })).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(NoSuchKey);
  expect(error).toBeInstanceOf(S3ServiceException);
  expect(error).toMatchObject({
    name: "NoSuchKey",
    message: "The specified key does not exist.",
    Code: "NoSuchKey",
    $fault: "client",
    $metadata: { httpStatusCode: 404, attempts: 1, totalRetryDelay: 0 },
    $response: { statusCode: 404, headers: { "content-type": "application/xml" } },
  });
  expect(Object.keys(error)).not.toContain("$response");
  expect([error, { ...error }, new Error("other"), undefined].map(S3ServiceException.isInstance)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("what has no body is called as v3 calls it", async () => {
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "none" }))).rejects.toBeInstanceOf(NotFound);
  const stranger = new S3Client({ ...settings(), credentials: { ...credentials, secretAccessKey: "wrong" } });
  await expect(stranger.send(new GetObjectCommand({ Bucket, Key: "a" }))).rejects.toMatchObject({
    name: "SignatureDoesNotMatch",
  });
});

test("callbacks are told, with and without options", async () => {
  const command = new GetObjectCommand({ Bucket, Key: "none" });
  const failed = await new Promise<Error>((resolve) => s3.send(command, (error) => resolve(error)));
  expect(failed.name).toBe("NoSuchKey");
  const listed = await new Promise((resolve) =>
    s3.send(new ListObjectsV2Command({ Bucket }), {}, (_, output) => resolve(output?.KeyCount)),
  );
  expect(listed).toBe(2);
  const got = await new Promise((resolve) =>
    new S3(settings()).listObjectsV2({ Bucket }, (_error, output) => resolve(output?.Name)),
  );
  expect(got).toBe(Bucket);
});

test("an abort is v3's AbortError", async () => {
  const controller = new AbortController();
  controller.abort();
  const sent = s3.send(new GetObjectCommand({ Bucket, Key: "a" }), { abortSignal: controller.signal });
  await expect(sent).rejects.toMatchObject({ name: "AbortError" });
  const reason = new Error("changed my mind");
  const other = s3.send(new GetObjectCommand({ Bucket, Key: "a" }), { abortSignal: AbortSignal.abort(reason) });
  await expect(other).rejects.toMatchObject({
    name: "AbortError",
    message: "Request aborted",
    cause: reason,
    $metadata: { attempts: 1, totalRetryDelay: 0 },
  });
});

test("pages follow each other", async () => {
  const keys: (string | undefined)[] = [];
  let pages = 0;
  for await (const page of paginateListObjectsV2({ client: s3, pageSize: 1 }, { Bucket })) {
    pages++;
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
    expect(page.$metadata.httpStatusCode).toBe(200);
  }
  expect([pages, keys]).toEqual([2, ["a", "b"]]);
});

test("the client with methods has paginators and waiters, too", async () => {
  const client = new S3(settings());
  const keys: (string | undefined)[] = [];
  for await (const { Contents } of client.paginateListObjectsV2({ Bucket }, { pageSize: 1 })) {
    keys.push(...(Contents ?? []).map(({ Key }) => Key));
  }
  expect(keys).toEqual(["a", "b"]);
  expect(await client.waitUntilBucketExists({ Bucket }, 10)).toMatchObject({
    state: "SUCCESS",
    observedResponses: { "200: OK": 1 },
  });
});

test("waiters resolve, and throw as v3's do", async () => {
  const done = await waitUntilBucketExists({ client: s3, maxWaitTime: 10 }, { Bucket });
  expect(done).toMatchObject({ state: "SUCCESS", reason: { $metadata: { httpStatusCode: 200 } } });
  const late = waitUntilObjectExists(
    { client: s3, maxWaitTime: 0.02, minDelay: 0.01, maxDelay: 0.01 },
    { Bucket, Key: "none" },
  );
  await expect(late).rejects.toMatchObject({ name: "TimeoutError" });
  const aborted = waitUntilObjectExists(
    { client: s3, maxWaitTime: 10, abortSignal: AbortSignal.abort() },
    { Bucket, Key: "none" },
  );
  await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
});

test("settings may be functions, and an endpoint an object", async () => {
  const { hostname, port, protocol } = new URL(aws.s3.endpoint);
  const client = new S3Client({
    region: async () => "us-east-1",
    credentials: async () => credentials,
    endpoint: async () => ({ protocol, hostname, port: Number(port), path: "/" }),
    forcePathStyle: true,
    maxAttempts: async () => 1,
    logger: { ...console, debug() {} },
  });
  expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(2);
  expect(await client.config.region()).toBe("us-east-1");
  expect(await client.config.credentials()).toMatchObject(credentials);
});

test("enums are objects, and members that v3 does not know are passed over", async () => {
  expect(ObjectCannedACL.bucket_owner_full_control).toBe("bucket-owner-full-control");
  const input = { Bucket, Key: "c", Body: "c", ACL: ObjectCannedACL.private, Mistyped: true };
  expect((await s3.send(new PutObjectCommand(input))).$metadata.httpStatusCode).toBe(200);
});
