import { getObject, S3Client } from "@inia/client-s3";
import { fromCognitoIdentityPool } from "@inia/core/credentials";

export async function readObject(token: () => Promise<string>): Promise<string> {
  const credentials = fromCognitoIdentityPool({
    identityPoolId: "eu-west-1:128d0a74-c82f-4553-916d-90053e4a8b0f",
    logins: { "accounts.google.com": token },
  });
  const s3 = new S3Client({ region: "eu-west-1", credentials });
  const { Body } = await getObject(s3, { Bucket: "my-bucket", Key: "my-key" });
  return Body.text();
}
