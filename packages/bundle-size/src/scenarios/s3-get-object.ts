import { getObject, S3Client } from "@inia/client-s3";
import type { AwsCredentials } from "@inia/core";

export async function readObject(credentials: AwsCredentials): Promise<string> {
  const s3 = new S3Client({ region: "eu-west-1", credentials });
  const { Body } = await getObject(s3, { Bucket: "my-bucket", Key: "my-key" });
  return Body.text();
}
