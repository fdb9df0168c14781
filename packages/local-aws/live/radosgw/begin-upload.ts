import type { S3 } from "@inia/client-s3";

/** Begins a multipart upload, and gives what names it. */
export async function beginUpload(
  s3: S3,
  input: Parameters<S3["createMultipartUpload"]>[0],
): Promise<{ readonly Bucket: string; readonly Key: string; readonly UploadId: string }> {
  const { UploadId } = await s3.createMultipartUpload(input);
  if (UploadId === undefined) throw new Error("no upload id");
  return { Bucket: input.Bucket, Key: input.Key, UploadId };
}
