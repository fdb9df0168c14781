import { Readable } from "node:stream";
import { GetObjectCommand, GetObjectTaggingCommand, PutObjectCommand, S3 } from "@inia/client-s3/aws-sdk";
import { type LocalAws, startLocalAws } from "@inia/local-aws";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Progress, Upload } from "./lib-storage.js";
import { NodeHttpHandler } from "./node-http-handler.js";
import { createPresignedPost } from "./s3-presigned-post.js";
import { getSignedUrl, S3RequestPresigner } from "./s3-request-presigner.js";

const credentials = { accessKeyId: "AKIDBRIDGE", secretAccessKey: "bridge-secret" };
const Bucket = "bridge";
let aws: LocalAws;
let client: S3;

beforeAll(async () => {
  aws = await startLocalAws({ credentials: [credentials] });
  client = new S3({ region: "us-east-1", credentials, endpoint: aws.s3.endpoint, forcePathStyle: true });
  await client.createBucket({ Bucket });
});
afterAll(async () => {
  client.destroy();
  await aws[Symbol.asyncDispose]();
});

test("presigned URLs put and get", async () => {
  const put = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: "signed" }), { expiresIn: 60 });
  expect(new URL(put).searchParams.get("X-Amz-Expires")).toBe("60");
  expect((await fetch(put, { method: "PUT", body: "by URL" })).status).toBe(200);
  const get = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: "signed" }));
  expect(new URL(get).searchParams.get("X-Amz-Expires")).toBe("900");
  expect(await (await fetch(get)).text()).toBe("by URL");
  await expect(
    getSignedUrl(client, new GetObjectCommand({ Bucket, Key: "a" }), { signingRegion: "x" }),
  ).rejects.toThrow("signingRegion");
});

test("requests that no command stands for are presigned", async () => {
  const { hostname, port } = new URL(aws.s3.endpoint);
  const { config } = client;
  const presigner = new S3RequestPresigner({ region: config.region, credentials: config.credentials });
  const target = { protocol: "http:", hostname, port: Number(port), path: `/${Bucket}/signed`, query: {} };
  const { query } = await presigner.presign({ ...target, method: "GET", headers: { "x-amz-meta-a": "b" } });
  expect(query).toMatchObject({ "X-Amz-Expires": "900", "x-amz-meta-a": "b", "X-Amz-SignedHeaders": "host" });
  const url = `${aws.s3.endpoint}${target.path}?${new URLSearchParams(query as Record<string, string>)}`;
  expect(await (await fetch(url)).text()).toBe("by URL");
  expect((await fetch(url.replace("x-amz-meta-a=b", "x-amz-meta-a=c"))).status).toBe(403);
});

test("forms allow their fields", async () => {
  const { fields, url } = await createPresignedPost(client, {
    Bucket,
    Key: "form",
    Fields: { acl: "private" },
    Expires: 60,
  });
  expect(url).toContain(Bucket);
  const policy = JSON.parse(Buffer.from(fields["policy"]!, "base64").toString());
  expect(policy.conditions).toContainEqual({ acl: "private" });
});

test("a stream of unknown length goes up in parts, with progress and tags", async () => {
  const piece = Buffer.alloc(1_048_576, "x");
  const upload = new Upload({
    client,
    params: { Bucket, Key: "big", Body: Readable.from(Array.from({ length: 11 }, () => piece)) },
    partSize: 5_242_880,
    queueSize: 2,
    tags: [{ Key: "kind", Value: "big one" }],
  });
  const seen: Progress[] = [];
  upload.on("httpUploadProgress", (progress) => seen.push(progress));
  const done = await upload.done();
  expect(done).toMatchObject({
    Bucket,
    Key: "big",
    ETag: expect.stringMatching(/-3"$/),
    $metadata: { httpStatusCode: 200 },
  });
  expect(done.Location).toContain(`${Bucket}/big`);
  expect(seen.at(-1)).toMatchObject({ loaded: 11 * 1_048_576, part: 3, Bucket, Key: "big" });
  const { TagSet } = await client.send(new GetObjectTaggingCommand({ Bucket, Key: "big" }));
  expect(TagSet).toEqual([{ Key: "kind", Value: "big one" }]);
});

test("an aborted upload rejects as v3's does", async () => {
  const upload = new Upload({ client, params: { Bucket, Key: "never", Body: "x" } });
  await upload.abort();
  await expect(upload.done()).rejects.toMatchObject({ name: "AbortError" });
});

test("a handler's settings go to the client", async () => {
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: 1000,
    requestTimeout: 2000,
    httpsAgent: { maxSockets: 7, options: { rejectUnauthorized: false }, proxy: new URL("http://proxy.test:3128") },
  });
  const s3 = new S3({ region: "us-east-1", credentials, requestHandler });
  expect((await s3["~client"]()).config).toMatchObject({
    connectTimeoutMs: 1000,
    readTimeoutMs: 2000,
    maxConnections: 7,
    tls: { verify: false },
  });
});
