import { S3 } from "@inia/client-s3";
import { type Credentials, STS } from "@inia/client-sts";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto({ allowUnsigned: (request) => request.method === "POST" });
const RoleArn = "arn:aws:iam::123456789012:role/reader";

test("who is calling", async () => {
  const sts = new STS(live.config);
  const { Account, Arn, UserId } = await sts.getCallerIdentity();
  expect(Account).toBe("123456789012");
  expect(Arn).toMatch(/^arn:aws:sts::123456789012:/);
  expect(UserId).toBeTypeOf("string");
});

test("temporary credentials of a role sign calls of other services", async () => {
  const sts = new STS(live.config);
  const { AssumedRoleUser, Credentials } = await sts.assumeRole({
    RoleArn,
    RoleSessionName: "live",
    DurationSeconds: 900,
    Tags: [{ Key: "team", Value: "rivers" }],
  });
  expect(AssumedRoleUser?.Arn).toBe("arn:aws:sts::123456789012:assumed-role/reader/live");
  const credentials = temporary(Credentials);
  live.credentials.add(credentials);

  const s3 = new S3({ ...live.config, credentials });
  await s3.createBucket({ Bucket: "by-role" });
  const { Buckets = [] } = await s3.listBuckets();
  expect(Buckets.map(({ Name }) => Name)).toContain("by-role");
  const { Arn } = await new STS({ ...live.config, credentials }).getCallerIdentity();
  expect(Arn).toBe("arn:aws:sts::123456789012:assumed-role/reader/live");
});

test("temporary credentials without their token are refused", async () => {
  const { Credentials } = await new STS(live.config).getSessionToken({ DurationSeconds: 900 });
  const { sessionToken, ...keys } = temporary(Credentials);
  live.credentials.add({ ...keys, sessionToken });

  await expect(new STS({ ...live.config, credentials: keys }).getCallerIdentity()).rejects.toMatchObject({
    code: "InvalidClientTokenId",
    statusCode: 403,
  });
});

test("credentials that the clients get themselves, when they first need them", async () => {
  const sts = new STS(live.config);
  let loads = 0;
  const credentials = async () => {
    loads += 1;
    const { Credentials } = await sts.getFederationToken({ Name: "live", DurationSeconds: 900 });
    live.credentials.add(temporary(Credentials));
    return { ...temporary(Credentials), expiration: Credentials?.Expiration };
  };
  const federated = new STS({ ...live.config, credentials });
  await federated.getCallerIdentity();
  await federated.getCallerIdentity();
  expect(loads).toBe(1);
});

test("a web identity needs no signature", async () => {
  const sts = new STS({ ...live.config, credentials: undefined });
  const { AssumedRoleUser, Credentials } = await sts.assumeRoleWithWebIdentity({
    RoleArn,
    RoleSessionName: "web",
    WebIdentityToken: "token",
  });
  expect(temporary(Credentials).sessionToken).not.toBe("");
  expect(AssumedRoleUser?.Arn).toBe("arn:aws:sts::123456789012:assumed-role/reader/web");
});

interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

function temporary(credentials: Credentials | undefined): TemporaryCredentials {
  if (credentials === undefined) throw new Error("STS gave no credentials");
  const { AccessKeyId, Expiration, SecretAccessKey, SessionToken } = credentials;
  expect(Expiration.getTime()).toBeGreaterThan(Date.now());
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
