import { paginateListObjectsV2, S3Client } from "@inia/client-s3";
import type { AwsCredentials } from "@inia/core";

export async function countObjects(credentials: AwsCredentials): Promise<number> {
  const s3 = new S3Client({ region: "eu-west-1", credentials });
  let count = 0;
  for await (const page of paginateListObjectsV2(s3, { Bucket: "my-bucket" })) count += page.KeyCount ?? 0;
  return count;
}
