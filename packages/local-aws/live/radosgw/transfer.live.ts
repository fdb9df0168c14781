import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3 } from "@inia/client-s3";
import {
  copy,
  download,
  downloadDirectory,
  type TransferProgress,
  type UploadCheckpoint,
  upload,
  uploadDirectory,
} from "@inia/s3-transfer";
import { expect, test } from "vitest";
import { startFaultyProxy } from "./faulty-proxy.js";
import { config, radosgw, secureConfig, withBucket } from "./radosgw.js";

const partSize = 5 * 1024 * 1024;
const bytes = Buffer.alloc(3 * partSize + 1_234_567, "ten bytes of it, and more ");
const Key = "large +ç";

/** What holds for stores that know no checksums, and the client's defaults over http. */
const settings = [
  ["default settings", {}],
  ["s3Compatible", { s3: { s3Compatible: true } }],
] as const;

test.each(settings)("%s: up in parts, down in ranges, and a copy in parts", async (name, overrides) => {
  const Bucket = `transfers-${name.replaceAll(" ", "-").toLowerCase()}`;
  const s3 = await withBucket(Bucket, overrides);
  const up = await upload(
    s3,
    { Bucket, Key, Body: stream(), ContentType: "text/x", Metadata: { a: "b" } },
    { partSize },
  );
  expect(up).toMatchObject({ size: bytes.length, parts: 4 });
  const down = await download(s3, { Bucket, Key }, "memory", { partSize });
  // radosgw 16.2 answers CompleteMultipartUpload with an empty ETag.
  expect(down.ETag).toMatch(/-4"$/);
  expect(down).toMatchObject({ parts: 4, ContentType: "text/x", Metadata: { a: "b" } });
  expect(Buffer.from(down.bytes).equals(bytes)).toBe(true);

  const copied = await copy(
    s3,
    { Bucket, Key: "copy", CopySource: { Bucket, Key } },
    { partSize, multipartThreshold: partSize },
  );
  expect(copied.parts).toBe(4);
  const got = await download(s3, { Bucket, Key: "copy" }, "memory");
  expect(got).toMatchObject({ ContentType: "text/x", Metadata: { a: "b" } });
  expect(Buffer.from(got.bytes).equals(bytes)).toBe(true);
});

test("over TLS, a file of a folder and what is beside it", async () => {
  const Bucket = "transfers-tls";
  await withBucket(Bucket);
  const s3 = new S3(secureConfig({ s3: { s3Compatible: true } }));
  const folder = await mkdtemp(join(tmpdir(), "inia-transfer-"));
  try {
    await writeFile(join(folder, "large"), bytes);
    await writeFile(join(folder, "small ü"), "small");
    const options = { partSize };
    expect((await uploadDirectory(s3, { path: folder }, { Bucket, Prefix: "x/" }, options)).files).toBe(2);
    const to = join(folder, "to");
    expect((await downloadDirectory(s3, { Bucket, Prefix: "x/" }, { path: to }, options)).files).toBe(2);
    expect((await readFile(join(to, "large"))).equals(bytes)).toBe(true);
    expect(await readFile(join(to, "small ü"), "utf8")).toBe("small");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("an upload that failed leaves no part, or is resumed where it stopped", async () => {
  const Bucket = "transfers-resumed";
  const s3 = await withBucket(Bucket);
  const failure = new Error("enough");
  let checkpoint: UploadCheckpoint | undefined;
  const onCheckpoint = (told: UploadCheckpoint): void => {
    checkpoint = JSON.parse(JSON.stringify(told)) as UploadCheckpoint;
    if (told.parts.length === 2) throw failure;
  };
  const fail = (keepPartsOnFailure: boolean) =>
    upload(s3, { Bucket, Key, Body: bytes }, { partSize, concurrency: 1, onCheckpoint, keepPartsOnFailure });
  await expect(fail(false)).rejects.toBe(failure);
  expect((await s3.listMultipartUploads({ Bucket })).Uploads ?? []).toEqual([]);

  await expect(fail(true)).rejects.toBe(failure);
  let sent = 0;
  s3.meta.events.register("before-call.s3.UploadPart", () => void sent++);
  await upload(s3, { Bucket, Key, Body: bytes }, { checkpoint });
  expect(sent).toBe(2);
  expect(Buffer.from((await download(s3, { Bucket, Key }, "memory")).bytes).equals(bytes)).toBe(true);
});

test("answers that are cut are continued where they broke", async () => {
  const Bucket = "transfers-cut";
  const direct = await withBucket(Bucket);
  await upload(direct, { Bucket, Key, Body: bytes }, { partSize });
  await using proxy = await startFaultyProxy(radosgw().endpoint);
  // The proxy is somebody else's host: what is signed must be for it.
  const s3 = new S3(config({ endpoint: proxy.endpoint }));
  const told: TransferProgress[] = [];
  proxy.faults.push("answer-cut", "answer-cut", "answer-cut");
  const onProgress = (now: TransferProgress): void => void told.push(now);
  const { bytes: got } = await download(s3, { Bucket, Key }, "memory", { partSize, onProgress });
  expect(Buffer.from(got).equals(bytes)).toBe(true);
  expect(told.at(-1)).toMatchObject({ transferred: bytes.length, total: bytes.length });
  expect(proxy.seen).toBe(4 + 3);
});

test("an object that is replaced meanwhile is not mixed", async () => {
  const Bucket = "transfers-replaced";
  const s3 = await withBucket(Bucket);
  await s3.putObject({ Bucket, Key, Body: bytes });
  let replacing: Promise<unknown> | undefined;
  const other = new S3(config());
  s3.meta.events.register("after-call.s3.GetObject", async () => {
    await (replacing ??= other.putObject({ Bucket, Key, Body: bytes.subarray(1) }));
    return undefined;
  });
  const failing = download(s3, { Bucket, Key }, "memory", { partSize, concurrency: 1 });
  await expect(failing).rejects.toMatchObject({ name: "ObjectChangedError" });
});

async function* stream(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
