import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { createHttpHandler, type HttpHandler } from "@inia/core/http";
import { expect, test } from "vitest";
import { download } from "./download.js";
import { Bucket, someBytes, startLocalS3 } from "./local-s3.fixture.js";
import type { TransferProgress } from "./progress.js";

const Key = "key";
const partSize = 10_000;
const bytes = someBytes(456_789);

test.each([0, 1, 9_999, 10_000, 10_001, 456_789])("%d bytes go to memory, a file and streams", async (size) => {
  await using local = await startLocalS3();
  const Body = bytes.subarray(0, size);
  const { ETag } = await local.s3.putObject({ Bucket, Key, Body, ContentType: "text/x" });
  const folder = await mkdtemp(join(tmpdir(), "inia-transfer-"));
  const [node, web] = [new PassThrough(), new TransformStream<Uint8Array, Uint8Array>()];
  const [fromNode, fromWeb] = [buffer(node), new Response(web.readable).arrayBuffer()];
  try {
    const path = join(folder, "file");
    const result = await download(local.s3, { Bucket, Key }, "memory", { partSize });
    await download(local.s3, { Bucket, Key }, { path }, { partSize });
    await download(local.s3, { Bucket, Key }, node, { partSize });
    await download(local.s3, { Bucket, Key }, web.writable, { partSize });
    expect(result).toMatchObject({ ETag, size, ContentType: "text/x", parts: Math.max(1, Math.ceil(size / partSize)) });
    for (const got of [result.bytes, await readFile(path), await fromNode, new Uint8Array(await fromWeb)]) {
      expect(Buffer.from(got).equals(Body)).toBe(true);
    }
    expect(await readdir(folder)).toEqual(["file"]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("what is small is one request; of what is large each byte is asked for once", async () => {
  await using local = await startLocalS3();
  await local.s3.putObject({ Bucket, Key, Body: bytes });
  local.operations();
  await download(local.s3, { Bucket, Key }, "memory");
  expect(local.operations()).toEqual(["GetObject"]);
  const told: TransferProgress[] = [];
  await download(local.s3, { Bucket, Key }, "memory", { partSize: 100_000, onProgress: (now) => void told.push(now) });
  const ranges = local.server.requests.map(({ headers }) => headers["range"]).filter((range) => range !== undefined);
  expect(ranges.sort()).toEqual([
    "bytes=100000-199999",
    "bytes=200000-299999",
    "bytes=300000-399999",
    "bytes=400000-456788",
  ]);
  expect(told.at(-1)).toEqual({ transferred: 456_789, total: 456_789, parts: { done: 5, total: 5 } });
});

test("an object that is replaced meanwhile is an error, and nothing of it is mixed", async () => {
  await using local = await startLocalS3();
  await local.s3.putObject({ Bucket, Key, Body: bytes });
  const folder = await mkdtemp(join(tmpdir(), "inia-transfer-"));
  const other = local.client();
  let gets = 0;
  local.s3.meta.events.register("after-call.s3.GetObject", async () => {
    if (++gets === 2) await other.putObject({ Bucket, Key, Body: bytes.subarray(1) });
    return undefined;
  });
  try {
    const failing = download(local.s3, { Bucket, Key }, { path: join(folder, "file") }, { partSize });
    await expect(failing).rejects.toMatchObject({ name: "ObjectChangedError" });
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("conditions hold for the object as it is when the download begins", async () => {
  await using local = await startLocalS3();
  const { ETag } = await local.s3.putObject({ Bucket, Key, Body: bytes });
  expect((await download(local.s3, { Bucket, Key, IfMatch: ETag }, "memory", { partSize })).size).toBe(456_789);
  const modified = download(local.s3, { Bucket, Key, IfNoneMatch: ETag }, "memory", { partSize });
  await expect(modified).rejects.toMatchObject({ statusCode: 304 });
  const missing = download(local.s3, { Bucket, Key: "none" }, "memory");
  await expect(missing).rejects.toMatchObject({ name: "NoSuchKey" });
});

test("a stream that fails ends the download with its error, and others are let go of", async () => {
  await using local = await startLocalS3();
  await local.s3.putObject({ Bucket, Key, Body: bytes });
  const failure = new Error("the pipe broke");
  const failing = new Writable({ write: (_chunk, _encoding, done) => done(failure) });
  await expect(download(local.s3, { Bucket, Key }, failing, { partSize })).rejects.toBe(failure);
  const closed = new PassThrough();
  const closing = download(local.s3, { Bucket, Key }, closed, { partSize });
  closed.destroy();
  await expect(closing).rejects.toMatchObject({ name: "IncompleteReadError" });
  const nowhere = download(local.s3, { Bucket, Key }, { path: "/no/such/folder/file" });
  await expect(nowhere).rejects.toMatchObject({ code: "ENOENT" });
  const refusing = new WritableStream({ write: () => Promise.reject(failure) });
  await expect(download(local.s3, { Bucket, Key }, refusing, { partSize })).rejects.toBe(failure);
});

test("a stream that takes nothing is waited for: parts ahead of their turn are held up to 32 MiB", async () => {
  await using local = await startLocalS3();
  const Body = Buffer.alloc(96 * 1024 * 1024, "some bytes of it");
  await local.s3.putObject({ Bucket, Key, Body });
  let take: (() => void) | undefined;
  let isOpen = false;
  const hash = createHash("sha256");
  const slow = new Writable({
    write(piece: Uint8Array, _encoding, done) {
      hash.update(piece);
      if (isOpen) done();
      else take = done;
    },
  });
  let transferred = 0;
  const downloaded = download(local.s3, { Bucket, Key }, slow, {
    onProgress: (now) => {
      transferred = now.transferred;
    },
  });
  for (let before = -1; before < transferred || before <= 0; await sleep(300)) before = transferred;
  expect(transferred).toBeGreaterThan(16 * 1024 * 1024);
  expect(transferred).toBeLessThan(40 * 1024 * 1024);
  isOpen = true;
  take!();
  await downloaded;
  expect(hash.digest("hex")).toBe(createHash("sha256").update(Body).digest("hex"));
}, 30_000);

test("ranges are read together, as many at once as there are lanes", async () => {
  const plain = createHttpHandler();
  let atOnce: (() => void)[] = [];
  let most = 0;
  const httpHandler: HttpHandler = {
    async send(request, options) {
      if (request.headers["range"] !== undefined && most < 3) {
        // Each waits for two others: one after the other they would wait for ever.
        await new Promise<void>((go) => {
          atOnce.push(go);
          if (atOnce.length < 3) return;
          most = atOnce.length;
          for (const each of atOnce) each();
          atOnce = [];
        });
      }
      return plain.send(request, options);
    },
  };
  await using local = await startLocalS3();
  await local.s3.putObject({ Bucket, Key, Body: bytes });
  const result = await download(local.client({ httpHandler }), { Bucket, Key }, "memory", { partSize, concurrency: 3 });
  expect(Buffer.from(result.bytes).equals(bytes)).toBe(true);
  plain.close();
});
