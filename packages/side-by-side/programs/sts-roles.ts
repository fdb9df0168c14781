import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  getDefaultRoleAssumer,
  STS,
  STSClient,
} from "@aws-sdk/client-sts";
import { createCredentialChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";

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
  const assume = getDefaultRoleAssumer({ region: "us-east-1" });
  const params = { RoleArn: "arn:aws:iam::123456789012:role/writer", RoleSessionName: "session2" };
  const writer = await assume(keys, params);
  const { Arn } = await new STS({ credentials: writer }).getCallerIdentity({});
  const refused = await assume({ accessKeyId: "AKIDUNKNOWN", secretAccessKey: "unknown" }, params).then(
    () => "assumed",
    (error: Error) => error.name,
  );
  const chain = createCredentialChain(
    async () => {
      throw Object.assign(new Error("nothing here"), { tryNextLink: true });
    },
    async () => keys,
  ).expireAfter(600_000);
  const chained = await chain();
  const early = await Promise.resolve()
    .then(() => createCredentialChain().expireAfter(1000))
    .then(
      () => "taken",
      () => "refused",
    );
  return {
    writer: { Arn, account: writer.accountId, ends: writer.expiration instanceof Date },
    refused,
    chained: { key: chained.accessKeyId, ends: chained.expiration instanceof Date, early },
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
