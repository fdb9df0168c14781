import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { download } from "./download.js";
import { Bucket, type LocalS3, someBytes, startLocalS3 } from "./local-s3.fixture.js";
import { PauseController } from "./pause-controller.js";
import type { TransferProgress } from "./progress.js";
import { upload } from "./upload.js";

const Key = "key";
const partSize = 10_000;
const bytes = someBytes(95_678);

async function uploads({ s3 }: LocalS3): Promise<number> {
  return (await s3.listMultipartUploads({ Bucket })).Uploads?.length ?? 0;
}

test("an abort ends an upload with the signal's reason, and leaves no part", async () => {
  await using local = await startLocalS3();
  for (const after of [0, 1, 5, 9, 10]) {
    const abort = new AbortController();
    const reason = { told: after };
    if (after === 0) abort.abort(reason);
    const onProgress = ({ parts }: TransferProgress): void => {
      if (parts.done === after) abort.abort(reason);
    };
    local.operations();
    const options = { partSize, concurrency: 2, signal: abort.signal, onProgress };
    await expect(upload(local.s3, { Bucket, Key, Body: bytes }, options)).rejects.toBe(reason);
    if (after === 0) expect(local.operations()).toEqual([]);
    else expect(local.operations().slice(-2)).toEqual(["AbortMultipartUpload", "ListParts"]);
  }
  expect(await uploads(local)).toBe(0);
  expect((await local.s3.listObjectsV2({ Bucket })).KeyCount).toBe(0);
});

test("a stream that gives nothing does not hold an abort up, and is let go of", async () => {
  await using local = await startLocalS3();
  for (const given of [[], [bytes]]) {
    const silent = new Readable({ read() {} });
    for (const piece of given) silent.push(piece);
    const abort = new AbortController();
    const failing = upload(local.s3, { Bucket, Key, Body: silent }, { partSize, signal: abort.signal });
    setImmediate(() => abort.abort("enough"));
    await expect(failing).rejects.toBe("enough");
    expect(silent.destroyed).toBe(true);
    const web = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) });
    let cancelled = false;
    const other = new AbortController();
    const alsoFailing = upload(local.s3, { Bucket, Key, Body: web }, { partSize, signal: other.signal });
    other.abort("enough");
    await expect(alsoFailing).rejects.toBe("enough");
    expect(cancelled).toBe(true);
  }
  expect(await uploads(local)).toBe(0);
});

test("an abort ends a download with the signal's reason", async () => {
  await using local = await startLocalS3();
  await local.s3.putObject({ Bucket, Key, Body: bytes });
  for (const after of [0, 1, 5]) {
    const abort = new AbortController();
    if (after === 0) abort.abort("enough");
    const onProgress = ({ parts }: TransferProgress): void => {
      if (parts.done === after) abort.abort("enough");
    };
    const options = { partSize, concurrency: 2, signal: abort.signal, onProgress };
    await expect(download(local.s3, { Bucket, Key }, "memory", options)).rejects.toBe("enough");
  }
  const stuck = new WritableStream({ write: () => new Promise(() => {}) }, { highWaterMark: 0 });
  const abort = new AbortController();
  const failing = download(local.s3, { Bucket, Key }, stuck, { partSize, signal: abort.signal });
  setImmediate(() => abort.abort("enough"));
  await expect(failing).rejects.toBe("enough");
});

test("a function of the caller that throws fails the transfer, and leaves nothing", async () => {
  await using local = await startLocalS3();
  const failure = new Error("no");
  const onProgress = (): void => {
    throw failure;
  };
  await expect(upload(local.s3, { Bucket, Key, Body: bytes }, { partSize, onProgress })).rejects.toBe(failure);
  const onCheckpoint = (): Promise<void> => Promise.reject(failure);
  await expect(upload(local.s3, { Bucket, Key, Body: bytes }, { partSize, onCheckpoint })).rejects.toBe(failure);
  expect(await uploads(local)).toBe(0);
  await local.s3.putObject({ Bucket, Key, Body: bytes });
  await expect(download(local.s3, { Bucket, Key }, "memory", { partSize, onProgress })).rejects.toBe(failure);
});

test("while paused nothing is begun; resumed it goes on", async () => {
  await using local = await startLocalS3();
  const pause = new PauseController();
  pause.pause();
  local.operations();
  let settled = false;
  const uploading = upload(local.s3, { Bucket, Key, Body: bytes }, { partSize, pause }).then(() => (settled = true));
  await local.s3.listObjectsV2({ Bucket });
  expect(local.operations()).toEqual(["ListObjectsV2"]);
  pause.resume();
  pause.pause();
  expect(pause.paused).toBe(true);
  await local.s3.listObjectsV2({ Bucket });
  expect(settled).toBe(false);
  pause.resume();
  await uploading;
  pause.pause();
  const downloading = download(local.s3, { Bucket, Key }, "memory", { partSize, pause });
  pause.resume();
  expect((await downloading).bytes).toEqual(bytes);

  pause.pause();
  const abort = new AbortController();
  const failing = upload(local.s3, { Bucket, Key, Body: bytes }, { partSize, pause, signal: abort.signal });
  setImmediate(() => abort.abort("enough"));
  await expect(failing).rejects.toBe("enough");
});

test("a pause in the middle lets what is under way come to its end", async () => {
  await using local = await startLocalS3();
  const pause = new PauseController();
  let done = 0;
  const onProgress = ({ parts }: TransferProgress): void => {
    done = parts.done;
    if (done === 3) pause.pause();
  };
  const uploading = upload(local.s3, { Bucket, Key, Body: bytes }, { partSize, pause, concurrency: 2, onProgress });
  await expect.poll(() => pause.paused).toBe(true);
  // The other lane's part may be under way.
  await expect.poll(() => done).toBeGreaterThanOrEqual(3);
  await local.s3.listObjectsV2({ Bucket });
  await local.s3.listObjectsV2({ Bucket });
  expect(done).toBeLessThanOrEqual(4);
  pause.resume();
  expect((await uploading).parts).toBe(10);
});
