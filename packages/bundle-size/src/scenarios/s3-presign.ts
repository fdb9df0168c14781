import { getObject, S3Client } from "@inia/client-s3";
import { type AwsCredentials, presign } from "@inia/core";

export async function linkToObject(credentials: AwsCredentials): Promise<string> {
  const s3 = new S3Client({ region: "eu-west-1", credentials });
  const { url } = await presign(s3, getObject, { Bucket: "my-bucket", Key: "my-key" }, { expiresIn: 300 });
  return url;
}
