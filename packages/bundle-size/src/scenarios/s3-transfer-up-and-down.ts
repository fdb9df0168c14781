import { S3Client } from "@inia/client-s3";
import { download, upload } from "@inia/s3-transfer";

const s3 = new S3Client({ region: "eu-west-1", credentials: { accessKeyId: "id", secretAccessKey: "key" } });

export async function save(file: File): Promise<void> {
  await upload(s3, { Bucket: "my-bucket", Key: file.name, Body: file });
}

export async function load(name: string): Promise<Uint8Array> {
  return (await download(s3, { Bucket: "my-bucket", Key: name }, "memory")).bytes;
}
