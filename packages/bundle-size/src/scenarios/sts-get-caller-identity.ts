import { getCallerIdentity, STSClient } from "@inia/client-sts";
import type { AwsCredentials } from "@inia/core";

export async function whoAmI(credentials: AwsCredentials): Promise<string | undefined> {
  const sts = new STSClient({ region: "eu-west-1", credentials });
  const { Arn } = await getCallerIdentity(sts, {});
  return Arn;
}
