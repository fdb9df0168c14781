import { createReadStream, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type CopyObjectCommandInput, type GetObjectCommandOutput, S3, StorageClass } from "@aws-sdk/client-s3";
import { fromEnv } from "@aws-sdk/credential-providers";

const s3 = new S3({
  credentials: fromEnv(),
  maxAttempts: 2,
  requestHandler: { requestTimeout: 5_000, connectionTimeout: 2_000 },
});

async function read(output: GetObjectCommandOutput): Promise<string> {
  const chunks: Buffer[] = [];
  const sink = new PassThrough();
  sink.on("data", (chunk) => chunks.push(chunk));
  await pipeline(output.Body as Readable, sink);
  return Buffer.concat(chunks).toString("utf8");
}

/** The client with methods; streams in and out; a copy; callbacks. */
export async function main() {
  await s3.createBucket({ Bucket: "films" });
  const path = join(mkdtempSync(join(tmpdir(), "films-")), "film.txt");
  writeFileSync(path, "a film ".repeat(20_000));
  const stream = createReadStream(path);
  const length = 140_000;
  const put = await s3.putObject({ Bucket: "films", Key: "this file", Body: stream, ContentLength: length });
  const text = await read(await s3.getObject({ Bucket: "films", Key: "this file" }));
  const copy: CopyObjectCommandInput = {
    Bucket: "films",
    Key: "copy",
    CopySource: encodeURI("films/this file"),
    StorageClass: StorageClass.STANDARD,
  };
  const copied = await s3.copyObject(copy);
  const listed = await new Promise((resolve, reject) => {
    s3.listObjectsV2({ Bucket: "films", Prefix: "c" }, (error: unknown, data?: unknown) =>
      error ? reject(error) : resolve(data),
    );
  });
  const tags = await s3
    .putObjectTagging({ Bucket: "films", Key: "copy", Tagging: { TagSet: [{ Key: "a", Value: "b" }] } })
    .then(() => s3.getObjectTagging({ Bucket: "films", Key: "copy" }));
  const buckets = await s3.listBuckets({});
  return { put, same: text.length === length, copied, listed, tags, buckets, ...(await pagesAndWaits()) };
}

/** Paginators and waiters as methods. */
async function pagesAndWaits() {
  const keys: unknown[] = [];
  for await (const { Contents } of s3.paginateListObjectsV2({ Bucket: "films" }, { pageSize: 1 })) {
    keys.push(Contents?.map(({ Key }) => Key));
  }
  let names = 0;
  for await (const { Buckets } of s3.paginateListBuckets()) names += Buckets?.length ?? 0;
  const exists = await s3.waitUntilBucketExists({ Bucket: "films" }, 20);
  const gone = await s3.waitUntilObjectNotExists({ Bucket: "films", Key: "none" }, { maxWaitTime: 20, minDelay: 1 });
  const late = await s3
    .waitUntilObjectExists({ Bucket: "films", Key: "none" }, { maxWaitTime: 0.2, minDelay: 0.1, maxDelay: 0.1 })
    .then(
      () => "in time",
      (error: Error) => error.name,
    );
  return { keys, names, exists, gone: gone.state, late };
}

/** Aborted before it is sent. */
export async function fail() {
  const controller = new AbortController();
  controller.abort();
  await s3.getObject({ Bucket: "films", Key: "copy" }, { abortSignal: controller.signal });
}
