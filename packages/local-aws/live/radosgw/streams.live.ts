import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { S3 } from "@inia/client-s3";
import { IncompleteReadError } from "@inia/core";
import { describe, expect, test } from "vitest";
import { config, radosgw, secureConfig, withBucket } from "./radosgw.js";
import { Recorder } from "./recorder.js";

const s3Compatible = { s3: { s3Compatible: true } } as const;

describe.each([
  {
    name: "over http, signed in chunks",
    base: () => config(s3Compatible),
    Bucket: "streams-http",
    hash: "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  },
  {
    name: "over https, unsigned",
    base: () => secureConfig(s3Compatible),
    Bucket: "streams-https",
    hash: "UNSIGNED-PAYLOAD",
  },
])("$name", ({ base, Bucket, hash }) => {
  test.each([
    { bytes: 200_000, piece: 1_009 },
    { bytes: 3_000_000, piece: 77_777 },
    { bytes: 3_000_000, piece: 3_000_000 },
    { bytes: 65_536, piece: 65_536 },
    { bytes: 65_537, piece: 30_000 },
    { bytes: 1, piece: 1 },
  ])("a stream of $bytes bytes in pieces of $piece arrives as it was", async ({ bytes, piece }) => {
    await withBucket(Bucket);
    const recorder = new Recorder(base());
    const s3 = new S3({ ...base(), httpHandler: recorder });
    const body = pattern(bytes);
    const at = { Bucket, Key: `${bytes}-${piece}` };
    const { ETag } = await s3.putObject({
      ...at,
      Body: streamOf(body, piece),
      ContentLength: bytes,
      ContentType: "a/b",
    });
    expect(recorder.last.headers["x-amz-content-sha256"]).toBe(hash);
    expect(ETag).toBe(`"${createHash("md5").update(body).digest("hex")}"`);
    const got = await s3.getObject(at);
    expect(got).toMatchObject({ ContentLength: bytes, ContentType: "a/b" });
    expect(got.ContentEncoding ?? "").toBe("");
    expect(body.equals(await got.Body.bytes())).toBe(true);
  });
});

test.each([
  { from: "http", base: config },
  { from: "https", base: secureConfig },
])("an empty stream over $from is an empty object", async ({ base, from }) => {
  const Bucket = "empty-streams";
  await withBucket(Bucket);
  const s3 = new S3(base(s3Compatible));
  await s3.putObject({ Bucket, Key: from, Body: Readable.from([]), ContentLength: 0 });
  expect(await s3.headObject({ Bucket, Key: from })).toMatchObject({ ContentLength: 0 });
});

test("a chunk that was changed on its way is refused, and nothing is stored", async () => {
  const Bucket = "changed-chunks";
  await withBucket(Bucket);
  const recorder = new Recorder();
  const s3 = new S3(
    config({
      ...s3Compatible,
      maxAttempts: 1,
      httpHandler: {
        send: (request, options) => recorder.send({ ...request, body: flipped(request.body, 150_000) }, options),
      },
    }),
  );
  const put = s3.putObject({ Bucket, Key: "k", Body: streamOf(pattern(200_000), 5_000), ContentLength: 200_000 });
  await expect(put).rejects.toMatchObject({ statusCode: expect.toSatisfy((status: number) => status >= 400) });
  await expect(new S3(config()).headObject({ Bucket, Key: "k" })).rejects.toMatchObject({ statusCode: 404 });
});

test.each([
  { bytes: 99_000, announced: 100_000 },
  { bytes: 101_000, announced: 100_000 },
])("a stream of $bytes bytes that is announced with $announced is an error, and nothing is stored", async (lengths) => {
  const { announced, bytes } = lengths;
  const Bucket = "wrong-lengths";
  const s3 = await withBucket(Bucket, s3Compatible);
  const Key = String(bytes);
  const put = s3.putObject({ Bucket, Key, Body: streamOf(pattern(bytes), 7_000), ContentLength: announced });
  await expect(put).rejects.toThrow(IncompleteReadError);
  await expect(s3.headObject({ Bucket, Key })).rejects.toMatchObject({ statusCode: 404 });
});

test("a stream that fails is its caller's error, and nothing is stored", async () => {
  const Bucket = "failing-streams";
  const s3 = await withBucket(Bucket, s3Compatible);
  const broken = new Error("the disk is gone");
  async function* failing() {
    yield pattern(70_000);
    throw broken;
  }
  const put = s3.putObject({ Bucket, Key: "k", Body: Readable.from(failing()), ContentLength: 100_000 });
  await expect(put).rejects.toSatisfy((error: Error) => error === broken || error.cause === broken);
  await expect(s3.headObject({ Bucket, Key: "k" })).rejects.toMatchObject({ statusCode: 404 });
});

test("by default such a stream goes with a signed trailer, which radosgw refuses until release 19", async () => {
  const Bucket = "streams-default";
  await withBucket(Bucket);
  const recorder = new Recorder();
  const s3 = new S3(config({ httpHandler: recorder, maxAttempts: 1 }));
  const at = { Bucket, Key: "k" };
  const put = s3.putObject({ ...at, Body: streamOf(pattern(200_000), 1_009), ContentLength: 200_000 });
  const sent = await put.catch((error: unknown) => error);
  expect(recorder.last.headers["x-amz-content-sha256"]).toBe("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
  if (Number.parseInt(radosgw().cluster.ceph.version, 10) < 19) {
    expect(sent).toMatchObject({ code: "MissingContentLength", statusCode: 411 });
  }
});

/** Bytes whose place can be told from their values. */
function pattern(bytes: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: bytes }, (_, index) => (index * 31 + (index >> 8)) & 255));
}

function streamOf(body: Buffer, piece: number): Readable {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += piece) pieces.push(body.subarray(at, at + piece));
  return Readable.from(pieces);
}

/** The same body with one bit of the byte at `place` flipped. */
async function* flipped(body: unknown, place: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    const copy = Uint8Array.from(piece);
    const at = place - read;
    if (at >= 0 && at < copy.length) copy[at] = copy[at]! ^ 1;
    read += copy.length;
    yield copy;
  }
}
