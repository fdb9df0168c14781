import { S3Client, waitUntilBucketExists } from "@inia/client-s3";
import type { AwsCredentials } from "@inia/core";

export async function waitForBucket(credentials: AwsCredentials): Promise<void> {
  const s3 = new S3Client({ region: "eu-west-1", credentials });
  await waitUntilBucketExists(s3, { Bucket: "my-bucket" });
}
