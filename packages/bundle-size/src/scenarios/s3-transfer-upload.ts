import { S3Client } from "@inia/client-s3";
import { upload } from "@inia/s3-transfer";

export async function save(file: File): Promise<void> {
  const s3 = new S3Client({ region: "eu-west-1", credentials: { accessKeyId: "id", secretAccessKey: "key" } });
  await upload(s3, { Bucket: "my-bucket", Key: file.name, Body: file });
}
