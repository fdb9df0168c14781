import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CognitoIdentity } from "@inia/client-cognito-identity";
import { S3 } from "@inia/client-s3";
import { type Credentials, STS } from "@inia/client-sts";
import { type AwsCredentials, getSession, type Session } from "@inia/core";
import { fromCognitoIdentityPool, fromTemporaryCredentials } from "@inia/core/credentials";
import { expect, onTestFinished, test, vi } from "vitest";
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

/** A session of profile `dev`, whose services are moto's. */
function sessionOf(profile: string): Session {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
  const folder = mkdtempSync(join(tmpdir(), "inia-sts-"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const { accessKeyId, secretAccessKey } = live.config.credentials;
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`;
  writeFileSync(join(folder, "token"), "theWebToken");
  writeFileSync(join(folder, "config"), `[profile keys]\n${keys}\n[profile dev]\n${profile}\n`.replace("HERE", folder));
  vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "none"));
  vi.stubEnv("AWS_ENDPOINT_URL", live.config.endpoint);
  vi.stubEnv("AWS_REGION", live.config.region);
  return getSession({ profile: "dev" });
}

test.each([
  ["role, with the keys of another profile", "source_profile = keys"],
  ["role, for a web identity", "web_identity_token_file = HERE/token"],
])("a profile's %s: what STS gives signs the calls of the session's clients", async (_, line) => {
  const session = sessionOf(`role_arn = ${RoleArn}\nrole_session_name = live\n${line}`);
  const keys = await (await session.getCredentials())!.getFrozenCredentials();
  expect(keys.accountId).toBe("123456789012");
  know(keys);
  const { Arn } = await session.createClient(STS).getCallerIdentity();
  expect(Arn).toBe("arn:aws:sts::123456789012:assumed-role/reader/live");
});

test("a program's role", async () => {
  const source = fromTemporaryCredentials({
    params: { RoleArn, RoleSessionName: "program" },
    masterCredentials: live.config.credentials,
    clientConfig: live.config,
  });
  const keys = await source();
  know(keys);
  const { Arn } = await new STS({ ...live.config, credentials: source }).getCallerIdentity();
  expect(Arn).toBe("arn:aws:sts::123456789012:assumed-role/reader/program");
});

test("a guest of an identity pool", async () => {
  const pools = new CognitoIdentity(live.config);
  const pool = await pools.createIdentityPool({ IdentityPoolName: "live", AllowUnauthenticatedIdentities: true });
  const { endpoint, loadConfig } = live.config;
  const source = fromCognitoIdentityPool({
    identityPoolId: pool.IdentityPoolId,
    clientConfig: { endpoint, loadConfig },
  });
  const keys = await source();
  know(keys);
  const s3 = new S3({ ...live.config, credentials: source });
  await s3.createBucket({ Bucket: "by-guest" });
  const { Buckets = [] } = await s3.listBuckets();
  expect(Buckets.map(({ Name }) => Name)).toContain("by-guest");
});

/** The verifier in front of moto takes these keys from now on. */
function know({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials): void {
  live.credentials.add({ accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) });
}

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
