import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";

const twentyFiveMB = 25 * 1024 * 1024;
const createString = (size = twentyFiveMB) => "x".repeat(size);

/** Uploads in parts, by hand and by lib-storage. */
export async function main() {
  const s3Client = new S3Client({});
  const bucketName = "multipart";
  await s3Client.send(new CreateBucketCommand({ Bucket: bucketName }));
  const buffer = Buffer.from(createString(11 * 1024 * 1024), "utf8");

  let uploadId: string | undefined;
  const { UploadId } = await s3Client.send(new CreateMultipartUploadCommand({ Bucket: bucketName, Key: "by-hand" }));
  uploadId = UploadId;
  const partSize = Math.ceil(buffer.length / 2);
  const uploadResults = await Promise.all(
    [0, 1].map((i) =>
      s3Client
        .send(
          new UploadPartCommand({
            Bucket: bucketName,
            Key: "by-hand",
            UploadId: uploadId,
            Body: buffer.subarray(i * partSize, (i + 1) * partSize),
            PartNumber: i + 1,
          }),
        )
        .then((d) => ({ ETag: d.ETag, PartNumber: i + 1 })),
    ),
  );
  const completed = await s3Client.send(
    new CompleteMultipartUploadCommand({
      Bucket: bucketName,
      Key: "by-hand",
      UploadId: uploadId,
      MultipartUpload: { Parts: uploadResults.map(({ ETag }, i) => ({ ETag, PartNumber: i + 1 })) },
    }),
  );

  const progress: number[] = [];
  const upload = new Upload({
    client: s3Client,
    params: { Bucket: bucketName, Key: "managed", Body: buffer, ContentType: "text/plain" },
    queueSize: 1,
    partSize: 6 * 1024 * 1024,
    leavePartsOnError: false,
  });
  upload.on("httpUploadProgress", ({ loaded }) => {
    if (loaded !== undefined) progress.push(loaded);
  });
  const managed = await upload.done();
  const { ContentLength, ETag } = await s3Client.send(new GetObjectCommand({ Bucket: bucketName, Key: "managed" }));

  const aborted = await s3Client.send(new CreateMultipartUploadCommand({ Bucket: bucketName, Key: "never" }));
  await s3Client.send(
    new AbortMultipartUploadCommand({ Bucket: bucketName, Key: "never", UploadId: aborted.UploadId }),
  );
  const { Uploads = [] } = await s3Client.send(new ListMultipartUploadsCommand({ Bucket: bucketName }));
  return {
    uploadResults,
    completed,
    managed: { Bucket: managed.Bucket, Key: managed.Key, ETag: managed.ETag, status: managed.$metadata.httpStatusCode },
    loaded: progress.at(-1),
    ContentLength,
    ETag,
    uploads: Uploads.length,
  };
}

/** Parts that are too small. */
export async function fail() {
  const client = new S3Client({});
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: "multipart", Key: "small" }));
  const parts = [];
  for (const PartNumber of [1, 2]) {
    const { ETag } = await client.send(
      new UploadPartCommand({ Bucket: "multipart", Key: "small", UploadId, PartNumber, Body: "x" }),
    );
    parts.push({ ETag, PartNumber });
  }
  await client.send(
    new CompleteMultipartUploadCommand({
      Bucket: "multipart",
      Key: "small",
      UploadId,
      MultipartUpload: { Parts: parts },
    }),
  );
}
