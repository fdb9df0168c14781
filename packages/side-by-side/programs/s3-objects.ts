import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
  waitUntilBucketExists,
  waitUntilObjectExists,
} from "@aws-sdk/client-s3";

const client = new S3Client({});
const bucketName = "amzn-s3-demo-bucket";

/** Puts objects, reads them, lists them page by page, and deletes them. */
export async function main() {
  const created = await client.send(new CreateBucketCommand({ Bucket: bucketName }));
  await waitUntilBucketExists({ client, maxWaitTime: 20 }, { Bucket: bucketName });

  const put = await client.send(
    new PutObjectCommand({
      Bucket: bucketName,
      Key: "hello-s3.txt",
      Body: "Hello S3!",
      ContentType: "text/plain",
      Metadata: { author: "me" },
    }),
  );
  await waitUntilObjectExists({ client, maxWaitTime: 20 }, { Bucket: bucketName, Key: "hello-s3.txt" });
  for (const key of ["a/1", "a/2", "b c+d"]) {
    await client.send(new PutObjectCommand({ Bucket: bucketName, Key: key, Body: Buffer.from(key) }));
  }

  const response = await client.send(new GetObjectCommand({ Bucket: bucketName, Key: "hello-s3.txt" }));
  const str = await response.Body?.transformToString();
  const { Body: _, ...got } = response;
  const head = await client.send(new HeadObjectCommand({ Bucket: bucketName, Key: "hello-s3.txt" }));
  const range = await client.send(
    new GetObjectCommand({ Bucket: bucketName, Key: "hello-s3.txt", Range: "bytes=0-4" }),
  );
  const bytes = await range.Body?.transformToByteArray();

  const keys: (string | undefined)[][] = [];
  for await (const page of paginateListObjectsV2({ client, pageSize: 2 }, { Bucket: bucketName })) {
    keys.push((page.Contents ?? []).map((object) => object.Key));
  }
  const folders = await client.send(new ListObjectsV2Command({ Bucket: bucketName, Delimiter: "/" }));

  const caught: unknown[] = [];
  try {
    await client.send(new GetObjectCommand({ Bucket: bucketName, Key: "missing" }));
  } catch (error) {
    if (error instanceof NoSuchKey) caught.push(["NoSuchKey", error.message, error.$metadata.httpStatusCode]);
    if (error instanceof S3ServiceException) caught.push([error.name, error.$fault]);
  }
  try {
    await client.send(new HeadObjectCommand({ Bucket: bucketName, Key: "missing" }));
  } catch (error) {
    caught.push([(error as S3ServiceException).name, (error as S3ServiceException).$metadata.httpStatusCode]);
  }
  const deleted = await client.send(
    new DeleteObjectsCommand({
      Bucket: bucketName,
      Delete: { Objects: [{ Key: "a/1" }, { Key: "a/2" }], Quiet: false },
    }),
  );
  return { created, put, str, got, head, bytes, keys, folders, caught, deleted };
}

/** What nobody catches. */
export async function fail() {
  await client.send(new ListObjectsV2Command({ Bucket: "no-such-bucket-anywhere" }));
}
