import { NoSuchUpload, S3 } from "@inia/client-s3";
import { expect, test } from "vitest";
import { beginUpload } from "./begin-upload.js";
import { config, withBucket } from "./radosgw.js";

const partBytes = 5 * 1024 * 1024;

test("an upload of three parts, one of which is copied", async () => {
  const Bucket = "multipart";
  const s3 = await withBucket(Bucket);
  const at = { Bucket, Key: "large +ç" };
  const source = { Bucket, Key: "source #1" };
  const [first, second, third] = [Buffer.alloc(partBytes, "a"), Buffer.alloc(partBytes, "b"), Buffer.from("end")];
  await s3.putObject({ ...source, Body: Buffer.concat([Buffer.from("--"), second, Buffer.from("--")]) });

  const upload = await beginUpload(s3, { ...at, ContentType: "text/x", Metadata: { a: "b" } });
  const one = await s3.uploadPart({ ...upload, PartNumber: 1, Body: first });
  const three = await s3.uploadPart({ ...upload, PartNumber: 3, Body: third });
  const two = await s3.uploadPartCopy({
    ...upload,
    PartNumber: 2,
    CopySource: source,
    CopySourceRange: `bytes=2-${partBytes + 1}`,
  });

  const parts: (number | undefined)[] = [];
  for await (const part of s3.getPaginator("listParts").paginate(upload, { pageSize: 2 }).items()) {
    parts.push(part.PartNumber, part.Size);
  }
  expect(parts).toEqual([1, partBytes, 2, partBytes, 3, 3]);
  const { Uploads } = await s3.listMultipartUploads({ Bucket });
  expect(Uploads?.map(({ Key, UploadId }) => [Key, UploadId])).toEqual([[at.Key, upload.UploadId]]);

  const Parts = [one.ETag, two.CopyPartResult?.ETag, three.ETag].map((ETag, index) => ({
    ETag,
    PartNumber: index + 1,
  }));
  await s3.completeMultipartUpload({ ...upload, MultipartUpload: { Parts } });
  const got = await s3.getObject(at);
  expect(got.ETag).toMatch(/-3"$/);
  expect(got).toMatchObject({ ContentType: "text/x", Metadata: { a: "b" }, ContentLength: 2 * partBytes + 3 });
  expect(Buffer.concat([first, second, third]).equals(await got.Body.bytes())).toBe(true);
});

test("of an aborted upload no part is left", async () => {
  const Bucket = "aborted";
  const s3 = await withBucket(Bucket);
  const upload = await beginUpload(s3, { Bucket, Key: "k" });
  await s3.uploadPart({ ...upload, PartNumber: 1, Body: "part" });
  await s3.abortMultipartUpload(upload);
  expect((await s3.listMultipartUploads({ Bucket })).Uploads ?? []).toEqual([]);
  // radosgw's code is NoSuchKey here.
  await expect(s3.listParts(upload)).rejects.toMatchObject({ statusCode: 404 });
  await expect(s3.abortMultipartUpload(upload)).rejects.toBeInstanceOf(NoSuchUpload);
  expect((await s3.listObjectsV2({ Bucket })).KeyCount).toBe(0);
  // A bucket with parts in it could not be deleted.
  await s3.deleteBucket({ Bucket });
});

test("parts that are too small, and parts that are not there, are errors", async () => {
  const Bucket = "wrong-parts";
  await withBucket(Bucket);
  const s3 = new S3(config());
  const upload = await beginUpload(s3, { Bucket, Key: "k" });
  const etags: { ETag: string | undefined; PartNumber: number }[] = [];
  for (const PartNumber of [1, 2]) {
    const { ETag } = await s3.uploadPart({ ...upload, PartNumber, Body: "small" });
    etags.push({ ETag, PartNumber });
  }
  const complete = (Parts: typeof etags) => s3.completeMultipartUpload({ ...upload, MultipartUpload: { Parts } });
  await expect(complete(etags)).rejects.toMatchObject({ code: "EntityTooSmall", statusCode: 400 });
  await expect(complete([{ ETag: '"none"', PartNumber: 1 }])).rejects.toMatchObject({ code: "InvalidPart" });
});
