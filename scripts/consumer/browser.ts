import { getObject, S3Client } from "@inia/client-s3";
import type { ClientConfig } from "@inia/core";

/** What a web page would have in its bundle: one operation. */
export async function readText(config: ClientConfig, Bucket: string, Key: string): Promise<string> {
  const { Body } = await getObject(new S3Client(config), { Bucket, Key });
  return Body.text();
}
