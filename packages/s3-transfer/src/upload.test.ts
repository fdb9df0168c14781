import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { Bucket, inPieces, someBytes, startLocalS3 } from "./local-s3.fixture.js";
import type { TransferProgress } from "./progress.js";
import { upload } from "./upload.js";
import type { UploadBody } from "./upload-body.js";

const Key = "a key/ü";
const partSize = 10_000;
const bytes = someBytes(45_678);

async function withFile<Result>(use: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "inia-transfer-"));
  try {
    await writeFile(join(folder, "file"), bytes);
    return await use(join(folder, "file"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const bodies: readonly [string, (path: string) => UploadBody][] = [
  ["bytes", () => bytes],
  ["an ArrayBuffer", () => bytes.buffer],
  ["a view", () => new DataView(bytes.buffer)],
  ["a Blob", () => new Blob([bytes])],
  ["a file by its path", (path) => ({ path })],
  ["a Node Readable", (path) => createReadStream(path)],
  ["an async iterable", () => inPieces(bytes)],
  ["a web stream", () => Readable.toWeb(Readable.from(inPieces(bytes))) as ReadableStream<Uint8Array>],
];

test.each(bodies)("%s goes in parts", async (_, make) => {
  await using local = await startLocalS3();
  const result = await withFile((path) => upload(local.s3, { Bucket, Key, Body: make(path) }, { partSize }));
  expect(result).toMatchObject({ Bucket, Key, size: bytes.byteLength, parts: 5, ChecksumType: "FULL_OBJECT" });
  const got = await local.s3.getObject({ Bucket, Key });
  expect(await got.Body.bytes()).toEqual(bytes);
  expect(got.ETag).toBe(result.ETag);
  expect((await local.s3.listMultipartUploads({ Bucket })).Uploads ?? []).toEqual([]);
});

test.each(bodies)("%s that is small goes in one piece", async (_, make) => {
  await using local = await startLocalS3();
  local.operations();
  const result = await withFile((path) =>
    upload(local.s3, { Bucket, Key, Body: make(path), ContentType: "text/x", Metadata: { a: "b" } }),
  );
  expect(local.operations()).toEqual(["PutObject"]);
  expect(result).toMatchObject({ size: bytes.byteLength, parts: 1 });
  const got = await local.s3.getObject({ Bucket, Key });
  expect(got).toMatchObject({ ContentType: "text/x", Metadata: { a: "b" } });
  expect(await got.Body.bytes()).toEqual(bytes);
});

test("text is sent as UTF-8, and nothing at all is an object, too", async () => {
  await using local = await startLocalS3();
  await upload(local.s3, { Bucket, Key, Body: "grüße" });
  expect(await (await local.s3.getObject({ Bucket, Key })).Body.text()).toBe("grüße");
  for (const Body of ["", inPieces(new Uint8Array()), new Blob([])]) {
    expect(await upload(local.s3, { Bucket, Key, Body })).toMatchObject({ size: 0, parts: 1 });
    expect((await local.s3.headObject({ Bucket, Key })).ContentLength).toBe(0);
  }
});

test.each([0, 1, -1])("a stream of two parts and %d bytes", async (more) => {
  await using local = await startLocalS3();
  const sent = bytes.subarray(0, 2 * partSize + more);
  const { parts } = await upload(local.s3, { Bucket, Key, Body: inPieces(sent) }, { partSize });
  expect(parts).toBe(more === 1 ? 3 : 2);
  expect(await (await local.s3.getObject({ Bucket, Key })).Body.bytes()).toEqual(sent);
});

test("what describes the object goes with the first request, conditions with the last", async () => {
  await using local = await startLocalS3();
  const described = { ContentType: "text/x", CacheControl: "no-store", Metadata: { a: "b" }, Tagging: "x=y" };
  await upload(local.s3, { Bucket, Key, Body: bytes, ...described, IfNoneMatch: "*" }, { partSize });
  expect(await local.s3.headObject({ Bucket, Key })).toMatchObject({ ContentType: "text/x", Metadata: { a: "b" } });
  const again = upload(local.s3, { Bucket, Key, Body: bytes, IfNoneMatch: "*" }, { partSize });
  await expect(again).rejects.toMatchObject({ code: "PreconditionFailed" });
  const { ETag } = await local.s3.headObject({ Bucket, Key });
  await upload(local.s3, { Bucket, Key, Body: bytes, IfMatch: ETag }, { partSize: 20_000 });
  const stale = upload(local.s3, { Bucket, Key, Body: bytes, IfMatch: ETag }, { partSize });
  await expect(stale).rejects.toMatchObject({ code: "PreconditionFailed" });
  expect((await local.s3.listMultipartUploads({ Bucket })).Uploads ?? []).toEqual([]);
});

test.each(["CRC32", "CRC32C", "CRC64NVME"] as const)(
  "%s is of each part and of the whole object",
  async (algorithm) => {
    await using local = await startLocalS3();
    const whole = await local.s3.putObject({ Bucket, Key, Body: bytes, ChecksumAlgorithm: algorithm });
    const name = `Checksum${algorithm}` as const;
    const result = await upload(local.s3, { Bucket, Key, Body: bytes, ChecksumAlgorithm: algorithm }, { partSize });
    expect(result[name]).toBe(whole[name]);
    expect(result.ChecksumType).toBe("FULL_OBJECT");
    // Given beforehand it must be that one.
    expect(await upload(local.s3, { Bucket, Key, Body: bytes, [name]: whole[name] }, { partSize })).toMatchObject({
      [name]: whole[name],
    });
    const wrong = upload(local.s3, { Bucket, Key, Body: bytes.subarray(1), [name]: whole[name] }, { partSize });
    await expect(wrong).rejects.toMatchObject({ name: "FlexibleChecksumError" });
    expect((await local.s3.listMultipartUploads({ Bucket })).Uploads ?? []).toEqual([]);
  },
);

test("with SHA-256 parts have one each, and the object one of theirs", async () => {
  await using local = await startLocalS3();
  const result = await upload(local.s3, { Bucket, Key, Body: bytes, ChecksumAlgorithm: "SHA256" }, { partSize });
  expect(result).toMatchObject({ ChecksumType: "COMPOSITE", ChecksumSHA256: expect.stringMatching(/-5$/) });
});

test("other stores are sent no checksums", async () => {
  await using local = await startLocalS3({ s3: { s3Compatible: true } });
  await upload(local.s3, { Bucket, Key, Body: bytes }, { partSize });
  const names = local.server.requests.flatMap(({ headers }) => Object.keys(headers));
  expect(names.filter((name) => name.startsWith("x-amz-checksum"))).toEqual([]);
});

test("progress counts each byte and each part once", async () => {
  await using local = await startLocalS3();
  const told: TransferProgress[] = [];
  const onProgress = (progress: TransferProgress): void => void told.push(progress);
  await upload(local.s3, { Bucket, Key, Body: bytes }, { partSize, onProgress });
  expect(told).toHaveLength(5);
  expect(told.at(-1)).toEqual({ transferred: 45_678, total: 45_678, parts: { done: 5, total: 5 } });
  told.length = 0;
  await upload(local.s3, { Bucket, Key, Body: inPieces(bytes) }, { partSize, onProgress });
  expect(told[0]).toMatchObject({ total: undefined, parts: { done: 1, total: undefined } });
});

test.each<[string, number, () => UploadBody, number | undefined]>([
  ["three are asked for", 3, () => bytes, 3],
  ["of bytes ten", 10, () => bytes, undefined],
  ["of a stream of unknown length five", 5, () => inPieces(bytes), undefined],
])("as many parts are under way as are allowed, no more: %s", async (_, allowed, body, concurrency) => {
  await using local = await startLocalS3();
  let [now, most] = [0, 0];
  local.s3.meta.events.register("before-send.s3.UploadPart", () => {
    most = Math.max(most, ++now);
    return undefined;
  });
  local.s3.meta.events.register("after-call.s3.UploadPart", () => void now--);
  await upload(local.s3, { Bucket, Key, Body: body() }, { partSize: 1_000, concurrency });
  expect(most).toBe(allowed);
});

test("a length that is wrong is an error, and leaves nothing", async () => {
  await using local = await startLocalS3();
  for (const ContentLength of [45_677, 45_679, 100_000]) {
    const failing = upload(local.s3, { Bucket, Key, Body: inPieces(bytes), ContentLength }, { partSize });
    await expect(failing).rejects.toMatchObject({ name: "IncompleteReadError" });
  }
  await expect(upload(local.s3, { Bucket, Key, Body: bytes, ContentLength: 1 })).rejects.toMatchObject({
    name: "ParamValidationError",
  });
  expect((await local.s3.listMultipartUploads({ Bucket })).Uploads ?? []).toEqual([]);
  expect((await local.s3.listObjectsV2({ Bucket })).KeyCount).toBe(0);
});

test("what a stream throws is thrown, and nothing is left", async () => {
  await using local = await startLocalS3();
  const failure = new Error("the tape broke");
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield* inPieces(bytes);
    throw failure;
  }
  await expect(upload(local.s3, { Bucket, Key, Body: breaking() }, { partSize })).rejects.toBe(failure);
  const readable = new Readable({ read() {} });
  const failing = upload(local.s3, { Bucket, Key, Body: readable }, { partSize });
  readable.destroy(failure);
  await expect(failing).rejects.toBe(failure);
  await expect(upload(local.s3, { Bucket, Key, Body: { path: "/no/such/file" } })).rejects.toMatchObject({
    code: "ENOENT",
  });
  expect((await local.s3.listMultipartUploads({ Bucket })).Uploads ?? []).toEqual([]);
});

test("AWS's limits hold where AWS is asked", async () => {
  await using local = await startLocalS3();
  const aws = local.client({ endpoint: undefined });
  await expect(upload(aws, { Bucket, Key, Body: bytes }, { partSize })).rejects.toMatchObject({
    name: "ParamValidationError",
    message: expect.stringContaining("5 MiB"),
  });
  await expect(upload(local.s3, { Bucket, Key, Body: 5 as never })).rejects.toMatchObject({
    name: "ParamValidationError",
  });
});
