import { getObject, putObject, S3Client } from "@inia/client-s3";
import type { AwsCredentials } from "@inia/core";

export async function copyObject(credentials: AwsCredentials): Promise<void> {
  const s3 = new S3Client({ region: "eu-west-1", credentials });
  const { Body } = await getObject(s3, { Bucket: "my-bucket", Key: "my-key" });
  await putObject(s3, { Bucket: "my-bucket", Key: "my-copy", Body: await Body.text() });
}
