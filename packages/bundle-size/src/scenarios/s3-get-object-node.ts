import { getObject, S3Client } from "@inia/client-s3";

// Region and credentials come from the default session: environment, profile and the rest of the chain.
export async function readObject(): Promise<string> {
  const s3 = new S3Client();
  const { Body } = await getObject(s3, { Bucket: "my-bucket", Key: "my-key" });
  return Body.text();
}
