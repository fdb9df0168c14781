import { S3Client } from "@inia/client-s3";
import type { AwsCredentials } from "@inia/core";

export function makeClient(credentials: AwsCredentials): S3Client {
  return new S3Client({ region: "eu-west-1", credentials });
}
