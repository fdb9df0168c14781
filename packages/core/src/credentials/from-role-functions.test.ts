import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startSts } from "@inia/local-aws";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { credentialsSource } from "../config/identity-source.js";
import { storeIn, surround, temporaryFolder } from "../config/shared-files.fixture.js";
import { fromProfile } from "./from-profile.js";
import { fromTemporaryCredentials } from "./from-temporary-credentials.js";
import { fromTokenFile } from "./from-token-file.js";
import { fromWebToken } from "./from-web-token.js";
import { createProviderSession } from "./provider-session.js";
import { known, knownKeys, roleArn } from "./providers/roles.fixture.js";
import { recordingHandler } from "./service-caller.fixture.js";

afterEach(() => vi.unstubAllEnvs());

/** A strict STS with a clock to move, and the settings of a program that calls it. */
async function startWorld() {
  const world = { now: Date.UTC(2026, 0, 2, 3, 4, 5) };
  const clock = (): number => world.now;
  const sts = await startSts({ credentials: [known], clock });
  onTestFinished(() => sts.close());
  const { handler, sent } = recordingHandler();
  const common = { httpHandler: handler, clock, maxAttempts: 1, loadConfig: false };
  return Object.assign(world, { sts, sent, clientConfig: { ...common, endpoint: sts.endpoint, region: "us-east-1" } });
}

const params = { RoleArn: roleArn("dev") };

test("fromTemporaryCredentials assumes a role with master credentials", async () => {
  const { sts, sent, clientConfig } = await startWorld();
  const source = fromTemporaryCredentials({
    params: { ...params, ExternalId: "xy", Tags: [{ Key: "k", Value: "v" }] },
    masterCredentials: known,
    clientConfig,
  });
  expect(await source()).toMatchObject({
    accessKeyId: expect.stringMatching(/^ASIA/),
    accountId: "123456789012",
    expiration: new Date("2026-01-02T04:04:05Z"),
    method: "assume-role",
    "~features": "i",
  });
  expect(sent[0]?.form).toMatchObject({
    ...{ RoleArn: roleArn("dev"), RoleSessionName: "inia-session-1767323045", ExternalId: "xy" },
    ...{ "Tags.member.1.Key": "k", "Tags.member.1.Value": "v" },
  });
  expect(sts.requests[0]?.accessKeyId).toBe(known.accessKeyId);
});

test("a thousand callers of a function, and of clients that share it, cause one call", async () => {
  const { sent, clientConfig } = await startWorld();
  const source = fromTemporaryCredentials({ params, masterCredentials: known, clientConfig });
  const clients = [
    credentialsSource(source, clientConfig.clock),
    credentialsSource(source, clientConfig.clock),
    source,
  ];
  const all = await Promise.all(Array.from({ length: 1000 }, (_, index) => clients[index % 3]!()));
  expect(new Set(all.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
  expect(sent).toHaveLength(1);
});

test("new credentials are fetched before the old ones end; till then a failure costs nothing", async () => {
  const world = await startWorld();
  const source = fromTemporaryCredentials({ params, masterCredentials: known, clientConfig: world.clientConfig });
  const first = await source();
  world.now += 2_700_000;
  expect((await source()).accessKeyId).toBe(first.accessKeyId);
  world.now += 1_000;
  await world.sts.close();
  expect((await source()).accessKeyId).toBe(first.accessKeyId);
  expect(world.sent).toHaveLength(2);
  world.now += 600_000;
  await expect(source()).rejects.toMatchObject({ name: "EndpointConnectionError" });
});

test("master credentials may be a function, and roles may follow on roles", async () => {
  const { sts, clientConfig } = await startWorld();
  const first = fromTemporaryCredentials({ params, masterCredentials: async () => known, clientConfig });
  const second = fromTemporaryCredentials({
    params: { RoleArn: roleArn("second") },
    masterCredentials: first,
    clientConfig,
  });
  await second();
  expect(sts.requests.map(({ accessKeyId, status }) => [accessKeyId?.slice(0, 4), status])).toEqual([
    ["AKID", 200],
    ["ASIA", 200],
  ]);
});

test("without settings of its own a call goes out as the asking client's do, in its region and session", async () => {
  const { sts, sent, clientConfig } = await startWorld();
  const store = storeIn({ environment: { AWS_ENDPOINT_URL_STS: sts.endpoint } });
  const session = {
    ...createProviderSession(store),
    getCredentials: async () => ({ getFrozenCredentials: async () => known }),
  };
  const { endpoint: _, loadConfig: __, ...asking } = clientConfig;
  const client = credentialsSource(fromTemporaryCredentials({ params }), asking.clock, {
    session,
    clientConfig: { ...asking, endpoint: "https://s3.example.com" },
  });
  expect(await client()).toMatchObject({ method: "assume-role" });
  expect(sent[0]?.headers["Authorization"]).toContain(`Credential=${known.accessKeyId}/20260102/us-east-1/sts/`);
});

test("a program that asks by itself asks as a client of the default session would", async () => {
  const { sts } = await startWorld();
  const variables = {
    AWS_ENDPOINT_URL_STS: sts.endpoint,
    AWS_CONFIG_FILE: "/nowhere",
    AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
  };
  for (const [name, value] of Object.entries({ ...variables, AWS_REGION: "us-east-1" })) vi.stubEnv(name, value);
  const source = fromTemporaryCredentials({ params, masterCredentials: known, clientConfig: { maxAttempts: 1 } });
  // The STS of this test lives in another time than the default session.
  await expect(source()).rejects.toMatchObject({ code: "SignatureDoesNotMatch", operation: "AssumeRole" });
  expect(sts.requests).toHaveLength(1);
});

test("without credentials to assume a role with, an error says what to give", async () => {
  const { clientConfig } = await startWorld();
  await expect(fromTemporaryCredentials({ params, clientConfig })()).rejects.toMatchObject({
    name: "NoCredentialsError",
    message: expect.stringMatching(/assume arn:aws:iam::123456789012:role\/dev with: give `masterCredentials`/),
  });
});

test("an MFA code is asked for whenever the role is assumed", async () => {
  const world = await startWorld();
  const asked: string[] = [];
  const source = fromTemporaryCredentials({
    params: { ...params, SerialNumber: "arn:aws:iam::1:mfa/me" },
    masterCredentials: known,
    clientConfig: world.clientConfig,
    mfaCodeProvider: async (serial) => `12345${asked.push(serial)}`,
  });
  await source();
  world.now += 3_600_000;
  await source();
  expect(asked).toEqual(["arn:aws:iam::1:mfa/me", "arn:aws:iam::1:mfa/me"]);
  expect(world.sent.map(({ form }) => form.TokenCode)).toEqual(["123451", "123452"]);
});

test("a device that nobody gives a code for is an error", async () => {
  const { clientConfig } = await startWorld();
  const mfa = { ...params, SerialNumber: "arn:aws:iam::1:mfa/me" };
  const source = fromTemporaryCredentials({ params: mfa, masterCredentials: known, clientConfig });
  await expect(source()).rejects.toThrow("`mfaCodeProvider` is needed");
});

test("what a function gives shows no secret when it is printed", async () => {
  const { clientConfig } = await startWorld();
  const credentials = await fromTemporaryCredentials({ params, masterCredentials: known, clientConfig })();
  expect(JSON.stringify(credentials)).not.toContain(credentials.secretAccessKey);
});

test("fromWebToken takes a token, or asks for one whenever the role is assumed; nothing is signed", async () => {
  const world = await startWorld();
  const { clientConfig } = world;
  let count = 0;
  const source = fromWebToken({ params, webIdentityToken: () => `token${++count}`, clientConfig });
  expect(await source()).toMatchObject({
    method: "assume-role-with-web-identity",
    accountId: "123456789012",
    "~features": "k",
  });
  world.now += 3_600_000;
  await source();
  await fromWebToken({ params, webIdentityToken: "fixed", clientConfig })();
  expect(world.sent.map(({ form }) => form.WebIdentityToken)).toEqual(["token1", "token2", "fixed"]);
  expect(world.sent.filter(({ headers }) => "Authorization" in headers)).toEqual([]);
});

test("fromTokenFile reads the file whenever the role is assumed", async () => {
  const world = await startWorld();
  const file = join(temporaryFolder(), "token");
  writeFileSync(file, "first");
  vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", file);
  vi.stubEnv("AWS_ROLE_ARN", roleArn("env"));
  vi.stubEnv("AWS_ROLE_SESSION_NAME", "from-env");
  const source = fromTokenFile({ clientConfig: world.clientConfig });
  await source();
  writeFileSync(file, "second");
  world.now += 3_600_000;
  await source();
  expect(world.sent.map(({ form }) => [form.RoleArn, form.RoleSessionName, form.WebIdentityToken])).toEqual([
    [roleArn("env"), "from-env", "first"],
    [roleArn("env"), "from-env", "second"],
  ]);
});

test("fromTokenFile takes options before the environment, and says what is missing", async () => {
  const { sent, clientConfig } = await startWorld();
  vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", undefined);
  vi.stubEnv("AWS_ROLE_ARN", undefined);
  expect(() => fromTokenFile({ roleArn: "r" })).toThrow("set AWS_WEB_IDENTITY_TOKEN_FILE");
  expect(() => fromTokenFile({ webIdentityTokenFile: "/t" })).toThrow("give `roleArn`, or set AWS_ROLE_ARN");
  const file = join(temporaryFolder(), "token");
  writeFileSync(file, "given");
  await fromTokenFile({ webIdentityTokenFile: file, roleArn: roleArn("given"), roleSessionName: "me", clientConfig })();
  expect(sent[0]?.form).toMatchObject({ RoleArn: roleArn("given"), RoleSessionName: "me", WebIdentityToken: "given" });
});

test("fromProfile assumes a profile's role, and calls STS as the asking client would", async () => {
  const { sts, sent, clientConfig } = await startWorld();
  const config = `[profile dev]\nrole_arn = ${roleArn("dev")}\nsource_profile = keys\n[profile keys]\n${knownKeys}`;
  const variables = surround({ config, environment: { AWS_ENDPOINT_URL_STS: sts.endpoint } });
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { endpoint: _, loadConfig: __, ...asking } = clientConfig;
  const client = credentialsSource(fromProfile({ profile: "dev" }), asking.clock, { clientConfig: asking });
  expect(await client()).toMatchObject({ method: "assume-role", accountId: "123456789012" });
  expect(sent.map(({ form }) => form.RoleArn)).toEqual([roleArn("dev")]);
});
