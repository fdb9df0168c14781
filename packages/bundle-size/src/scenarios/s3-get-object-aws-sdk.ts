import { GetObjectCommand, S3Client } from "@inia/client-s3/aws-sdk";
import type { AwsCredentials } from "@inia/core";

export async function readObject(credentials: AwsCredentials): Promise<string | undefined> {
  const s3 = new S3Client({ region: "eu-west-1", credentials });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "my-bucket", Key: "my-key" }));
  return Body?.transformToString();
}
