import { Readable } from "node:stream";
import { getObject, NoSuchBucket, NoSuchKey, S3, S3Client } from "@inia/client-s3";
import { ClientError, presign } from "@inia/core";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();

test("an object comes back as it was put, with its metadata", async () => {
  const s3 = await withBucket("round-trip");
  const put = await s3.putObject({
    Bucket: "round-trip",
    Key: "a b/ç+?#.txt",
    Body: "text",
    ContentType: "text/plain",
    Metadata: { who: "boto" },
  });
  expect(put.ETag).toBe('"1cb251ec0d568de6a929b520c4aed8d1"');

  const got = await s3.getObject({ Bucket: "round-trip", Key: "a b/ç+?#.txt" });
  expect(await got.Body.text()).toBe("text");
  expect(got).toMatchObject({ ContentType: "text/plain", ContentLength: 4, Metadata: { who: "boto" } });
  expect(got.LastModified).toBeInstanceOf(Date);
});

test("a stream of known length is sent in signed chunks, and read as a stream", async () => {
  const s3 = await withBucket("streams");
  const pieces = Array.from({ length: 40 }, (_, index) => Buffer.alloc(5000, index));
  await s3.putObject({ Bucket: "streams", Key: "s", Body: Readable.from(pieces), ContentLength: 200_000 });

  const { Body } = await s3.getObject({ Bucket: "streams", Key: "s" });
  const read: Uint8Array[] = [];
  for await (const piece of Body) read.push(piece);
  expect(Buffer.concat(read).equals(Buffer.concat(pieces))).toBe(true);
});

test("a range of an object", async () => {
  const s3 = await withBucket("ranges");
  await s3.putObject({ Bucket: "ranges", Key: "digits", Body: "0123456789" });
  const part = await s3.getObject({ Bucket: "ranges", Key: "digits", Range: "bytes=2-4" });
  expect(await part.Body.text()).toBe("234");
  expect(part.ContentRange).toBe("bytes 2-4/10");
  expect(part.$metadata.httpStatusCode).toBe(206);
});

test("keys are listed over pages, common prefixes too", async () => {
  const s3 = await withBucket("pages");
  for (let index = 0; index < 7; index++) {
    await s3.putObject({ Bucket: "pages", Key: `folder-${index % 3}/${index}`, Body: "" });
  }
  const pages = s3.getPaginator("listObjectsV2").paginate({ Bucket: "pages" }, { pageSize: 3 });
  const sizes: (number | undefined)[] = [];
  for await (const page of pages) sizes.push(page.Contents?.length);
  expect(sizes).toEqual([3, 3, 1]);

  const { CommonPrefixes } = await s3.listObjectsV2({ Bucket: "pages", Delimiter: "/" });
  expect(CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(["folder-0/", "folder-1/", "folder-2/"]);
});

test("a multipart upload", async () => {
  const s3 = await withBucket("parts");
  const at = { Bucket: "parts", Key: "large" };
  const { UploadId } = await s3.createMultipartUpload(at);
  if (UploadId === undefined) throw new Error("no upload id");
  const first = Buffer.alloc(5 * 1024 * 1024, "a");
  const one = await s3.uploadPart({ ...at, UploadId, PartNumber: 1, Body: first });
  const two = await s3.uploadPart({ ...at, UploadId, PartNumber: 2, Body: "end" });
  const Parts = [one, two].map(({ ETag }, index) => ({ ETag, PartNumber: index + 1 }));
  await s3.completeMultipartUpload({ ...at, UploadId, MultipartUpload: { Parts } });

  const { ContentLength } = await s3.headObject(at);
  expect(ContentLength).toBe(first.length + 3);
});

test("objects are copied, and deleted many at a time", async () => {
  const s3 = await withBucket("copies");
  await s3.putObject({ Bucket: "copies", Key: "one", Body: "1" });
  const { CopyObjectResult } = await s3.copyObject({ Bucket: "copies", Key: "two", CopySource: "copies/one" });
  expect(CopyObjectResult?.ETag).toBe('"c4ca4238a0b923820dcc509a6f75849b"');

  const { Deleted } = await s3.deleteObjects({
    Bucket: "copies",
    Delete: { Objects: [{ Key: "one" }, { Key: "two" }] },
  });
  expect(Deleted?.map(({ Key }) => Key).sort()).toEqual(["one", "two"]);
  expect(await s3.listObjectsV2({ Bucket: "copies" })).toMatchObject({ KeyCount: 0 });
});

test("errors have their classes", async () => {
  const s3 = await withBucket("errors");
  await expect(s3.getObject({ Bucket: "errors", Key: "none" })).rejects.toBeInstanceOf(NoSuchKey);
  await expect(s3.listObjectsV2({ Bucket: "none-of-this-name" })).rejects.toBeInstanceOf(NoSuchBucket);
  await expect(s3.headObject({ Bucket: "errors", Key: "none" })).rejects.toMatchObject({
    code: "404",
    statusCode: 404,
    operation: "HeadObject",
  });
});

test("waiters wait for what is there, and for what is gone", async () => {
  const s3 = await withBucket("waited-for");
  const waited = await s3.getWaiter("bucketExists").wait({ Bucket: "waited-for" });
  expect(waited.attempts).toBe(1);
  await s3.deleteBucket({ Bucket: "waited-for" });
  await s3.getWaiter("bucketNotExists").wait({ Bucket: "waited-for" });
});

test("a presigned URL needs no credentials", async () => {
  const s3 = await withBucket("presigned");
  await s3.putObject({ Bucket: "presigned", Key: "a b+c", Body: "for all" });
  const input = { Bucket: "presigned", Key: "a b+c", ResponseContentType: "text/x-mine" };
  const { url } = await presign(new S3Client(live.config), getObject, input, { expiresIn: 60 });
  const response = await fetch(url);
  expect(await response.text()).toBe("for all");
  expect(response.headers.get("content-type")).toBe("text/x-mine");
});

test("wrong keys are refused", async () => {
  const s3 = new S3({
    ...live.config,
    credentials: { ...live.config.credentials, secretAccessKey: "wrong" },
  });
  const error: unknown = await s3.listBuckets().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ClientError);
  expect(error).toMatchObject({ code: "SignatureDoesNotMatch", statusCode: 403 });
});

async function withBucket(Bucket: string): Promise<S3> {
  const s3 = new S3(live.config);
  await s3.createBucket({ Bucket });
  return s3;
}
