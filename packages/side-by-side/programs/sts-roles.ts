import { AssumeRoleCommand, GetCallerIdentityCommand, STS, STSClient } from "@aws-sdk/client-sts";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";

/** Who am I, and who when I have assumed a role. */
export async function main() {
  const client = new STSClient({});
  const me = await client.send(new GetCallerIdentityCommand({}));
  const command = new AssumeRoleCommand({
    RoleArn: "arn:aws:iam::123456789012:role/reader",
    RoleSessionName: "session1",
    DurationSeconds: 900,
  });
  const { Credentials, AssumedRoleUser } = await client.send(command);
  const assumed = new STS({
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      ...(Credentials?.SessionToken && { sessionToken: Credentials.SessionToken }),
    },
  });
  const them = await assumed.getCallerIdentity({});
  const region = await client.config.region();
  const keys = await client.config.credentials();
  return {
    me,
    arn: AssumedRoleUser?.Arn,
    isDate: Credentials?.Expiration instanceof Date,
    them: them.Arn,
    region,
    key: keys.accessKeyId,
    provider: typeof fromTemporaryCredentials({ params: { RoleArn: "arn:aws:iam::123456789012:role/reader" } }),
  };
}

/** Keys that nobody knows. */
export async function fail() {
  const client = new STSClient({ credentials: { accessKeyId: "AKIDUNKNOWN", secretAccessKey: "unknown" } });
  await client.send(new GetCallerIdentityCommand({}));
}
