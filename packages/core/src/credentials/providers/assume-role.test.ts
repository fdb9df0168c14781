import { expect, test } from "vitest";
import { type Surroundings, storeIn } from "../../config/shared-files.fixture.js";
import { explainCredentials } from "../explain.js";
import { metadataServer } from "./metadata-server.fixture.js";
import { known, knownKeys, roleArn, roleWorld } from "./roles.fixture.js";

/** A profile `dev` with a role and these lines, and a profile `keys` with keys that the STS knows. */
const devWith = (...lines: string[]): Surroundings => ({
  config: `[profile dev]\nrole_arn = ${roleArn("dev")}\n${lines.join("\n")}\n[profile keys]\n${knownKeys}`,
});
const dev = devWith("source_profile = keys");

test("a role is assumed with its source profile's keys, when its credentials are first wanted", async () => {
  const { chain, sts, sent } = await roleWorld();
  const credentials = await chain(dev, "dev").loadCredentials();
  expect(credentials?.method).toBe("assume-role");
  expect(sent).toEqual([]);
  expect(await credentials?.getFrozenCredentials()).toMatchObject({
    accessKeyId: expect.stringMatching(/^ASIA/),
    accountId: "123456789012",
    expiration: new Date("2026-01-02T04:04:05Z"),
    method: "assume-role",
  });
  await credentials?.getFrozenCredentials();
  expect(sts.requests.map(({ operation, accessKeyId }) => [operation, accessKeyId])).toEqual([
    ["AssumeRole", known.accessKeyId],
  ]);
});

test("without settings of its own a role is asked for by its name and a session name made of the time", async () => {
  const { chain, sent } = await roleWorld();
  await (await chain(dev, "dev").loadCredentials())?.getFrozenCredentials();
  expect(sent.map(({ form }) => form)).toEqual([
    {
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: roleArn("dev"),
      RoleSessionName: "inia-session-1767323045",
    },
  ]);
});

test.each([
  [["role_session_name = me", "external_id = xy"], { RoleSessionName: "me", ExternalId: "xy" }],
  [["duration_seconds = 900"], { DurationSeconds: "900" }],
  [["duration_seconds = +1_000"], { DurationSeconds: "1000" }],
  [["duration_seconds = an hour"], {}],
])("with %j in the profile STS gets %j", async (lines, expected) => {
  const { chain, sent } = await roleWorld();
  await (await chain(devWith("source_profile = keys", ...lines), "dev").loadCredentials())?.getFrozenCredentials();
  const always = { Action: "AssumeRole", Version: "2011-06-15", RoleArn: roleArn("dev") };
  expect(sent[0]?.form).toEqual({ ...always, RoleSessionName: "inia-session-1767323045", ...expected });
});

test("a profile of AWS_PROFILE may have a role", async () => {
  const { chain } = await roleWorld();
  const environment = { AWS_PROFILE: "dev" };
  expect(await chain({ ...dev, environment }).loadCredentials()).toMatchObject({ method: "assume-role" });
});

test("a role's source may be a role: the last one's keys sign for the next", async () => {
  const { chain, sts, sent } = await roleWorld();
  const config = `${devWith("source_profile = keys").config}
[profile second]\nrole_arn = ${roleArn("second")}\nsource_profile = dev
[profile third]\nrole_arn = ${roleArn("third")}\nsource_profile = second\n`;
  await (await chain({ config }, "third").loadCredentials())?.getFrozenCredentials();
  expect(sent.map(({ form }) => form.RoleArn)).toEqual([roleArn("dev"), roleArn("second"), roleArn("third")]);
  expect(sts.requests.map(({ accessKeyId, status }) => [accessKeyId?.slice(0, 4), status])).toEqual([
    ["AKID", 200],
    ["ASIA", 200],
    ["ASIA", 200],
  ]);
});

test("a profile may be its own source if it has keys", async () => {
  const { chain, sts } = await roleWorld();
  const surroundings = devWith("source_profile = dev", knownKeys);
  expect(await (await chain(surroundings, "dev").loadCredentials())?.getFrozenCredentials()).toMatchObject({
    accessKeyId: expect.stringMatching(/^ASIA/),
  });
  expect(sts.requests.map(({ accessKeyId }) => accessKeyId)).toEqual([known.accessKeyId]);
});

test("keys in a source profile win over its role", async () => {
  const { chain, sent } = await roleWorld();
  const config = `[profile top]\nrole_arn = ${roleArn("top")}\nsource_profile = dev\n${devWith("source_profile = keys", knownKeys).config}`;
  await (await chain({ config }, "top").loadCredentials())?.getFrozenCredentials();
  expect(sent.map(({ form }) => form.RoleArn)).toEqual([roleArn("top")]);
});

test("keys of the credentials file count as the profile's", async () => {
  const { chain, sts } = await roleWorld();
  const config = `[profile dev]\nrole_arn = ${roleArn("dev")}\nsource_profile = keys\n`;
  await (await chain({ config, credentials: `[keys]\n${knownKeys}` }, "dev").loadCredentials())?.getFrozenCredentials();
  expect(sts.requests[0]?.accessKeyId).toBe(known.accessKeyId);
});

test("a source profile may run a program", async () => {
  const { chain, sts } = await roleWorld();
  const output = JSON.stringify({ Version: 1, AccessKeyId: known.accessKeyId, SecretAccessKey: known.secretAccessKey });
  const config = `[profile dev]\nrole_arn = ${roleArn("dev")}\nsource_profile = program
[profile program]\ncredential_process = node -p '${JSON.stringify(output)}'\n`;
  await (await chain({ config }, "dev").loadCredentials())?.getFrozenCredentials();
  expect(sts.requests[0]?.accessKeyId).toBe(known.accessKeyId);
});

test("the environment's keys are no source of a source profile", async () => {
  const { chain } = await roleWorld();
  const environment = { AWS_ACCESS_KEY_ID: known.accessKeyId, AWS_SECRET_ACCESS_KEY: known.secretAccessKey };
  const config = `[profile dev]\nrole_arn = ${roleArn("dev")}\nsource_profile = empty\n[profile empty]\nregion = x\n`;
  await expect(chain({ config, environment }, "dev").loadCredentials()).rejects.toMatchObject({
    name: "InvalidConfigError",
    message: 'Profile "empty" is a source_profile, but it has no credentials.',
  });
});

test("credential_source Environment takes the environment's keys, though the profile was chosen by code", async () => {
  const { chain, sts } = await roleWorld();
  const environment = { AWS_ACCESS_KEY_ID: known.accessKeyId, AWS_SECRET_ACCESS_KEY: known.secretAccessKey };
  const surroundings = { ...devWith("credential_source = Environment"), environment };
  await (await chain(surroundings, "dev").loadCredentials())?.getFrozenCredentials();
  expect(sts.requests[0]?.accessKeyId).toBe(known.accessKeyId);
});

const answer = JSON.stringify({
  AccessKeyId: known.accessKeyId,
  SecretAccessKey: known.secretAccessKey,
  Token: "none",
  Expiration: "2026-01-03T00:00:00Z",
});

test("credential_source EcsContainer asks the container's service", async () => {
  const { chain, sent } = await roleWorld();
  const container = await metadataServer({ "GET /creds": () => [200, answer] });
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${container.url}/creds` };
  const loaded = chain({ ...devWith("credential_source = EcsContainer"), environment }, "dev").loadCredentials();
  await (await loaded)?.getFrozenCredentials().catch(() => undefined);
  expect(sent.at(-1)?.headers["Authorization"]).toContain(known.accessKeyId);
});

test("credential_source Ec2InstanceMetadata asks the instance", async () => {
  const { chain, sent } = await roleWorld();
  const path = "/latest/meta-data/iam/security-credentials/";
  const instance = await metadataServer({
    "PUT /latest/api/token": () => [200, "token"],
    [`GET ${path}`]: () => [200, "role"],
    [`GET ${path}role`]: () => [200, answer],
  });
  const environment = { AWS_EC2_METADATA_SERVICE_ENDPOINT: instance.url, AWS_EC2_METADATA_DISABLED: "false" };
  const loaded = chain({ ...devWith("credential_source = Ec2InstanceMetadata"), environment }, "dev").loadCredentials();
  await (await loaded)?.getFrozenCredentials().catch(() => undefined);
  expect(sent.at(-1)?.headers["Authorization"]).toContain(known.accessKeyId);
});

test.each<[rule: string, surroundings: Surroundings, name: string, message: string]>([
  [
    "source_profile and credential_source exclude each other",
    devWith("source_profile = keys", "credential_source = Environment"),
    "InvalidConfigError",
    'Profile "dev" has both source_profile and credential_source',
  ],
  [
    "a role needs one of them",
    devWith(),
    "PartialCredentialsError",
    'Profile "dev" has a role_arn, but neither source_profile nor credential_source',
  ],
  [
    "the source profile must be there",
    devWith("source_profile = nobody"),
    "InvalidConfigError",
    'source_profile of profile "dev" is "nobody", and there is no such profile.',
  ],
  [
    "the credential source must be one that is known, letter by letter",
    devWith("credential_source = environment"),
    "InvalidConfigError",
    'credential_source of profile "dev" is "environment"; there are Environment, EcsContainer, Ec2InstanceMetadata.',
  ],
  [
    "the credential source must have credentials",
    devWith("credential_source = Environment"),
    "CredentialRetrievalError",
    'Environment, the credential_source of profile "dev", has no credentials.',
  ],
  [
    "a profile without keys cannot be its own source",
    devWith("source_profile = dev"),
    "InfiniteLoopConfigError",
    'source_profile goes round in a circle: "dev", "dev".',
  ],
  [
    "source profiles must not lead back to one that was there",
    {
      config: `${devWith("source_profile = b").config}[profile b]\nrole_arn = r\nsource_profile = c
[profile c]\nrole_arn = r\nsource_profile = b\n`,
    },
    "InfiniteLoopConfigError",
    'source_profile goes round in a circle: "dev", "b", "c", "b".',
  ],
  [
    "half of a key in the source profile is an error",
    { config: `${devWith("source_profile = half").config}[profile half]\naws_access_key_id = a\n` },
    "PartialCredentialsError",
    "aws_secret_access_key is missing",
  ],
])("%s", async (_rule, surroundings, name, message) => {
  const { chain } = await roleWorld();
  await expect(chain(surroundings, "dev").loadCredentials()).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message),
  });
});

test("what STS refuses reaches the caller, without a key in it", async () => {
  const { chain } = await roleWorld();
  const config = `${devWith("source_profile = other").config}[profile other]\naws_access_key_id = UNKNOWN\naws_secret_access_key = verySecret\n`;
  const credentials = await chain({ config }, "dev").loadCredentials();
  const error: unknown = await credentials?.getFrozenCredentials().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "ClientError", code: "InvalidClientTokenId", operation: "AssumeRole" });
  expect(String(error)).not.toContain("verySecret");
});

test("credentials are refreshed when they near their end; the session keeps its name", async () => {
  const world = await roleWorld();
  const credentials = await world.chain(dev, "dev").loadCredentials();
  const first = await credentials?.getFrozenCredentials();
  world.now += 3_000_000;
  const second = await credentials?.getFrozenCredentials();
  expect(second?.accessKeyId).not.toBe(first?.accessKeyId);
  expect(world.sent.map(({ form }) => form.RoleSessionName)).toEqual([
    "inia-session-1767323045",
    "inia-session-1767323045",
  ]);
});

test("a thousand callers at once cause one call", async () => {
  const { chain, sent } = await roleWorld();
  const credentials = await chain(dev, "dev").loadCredentials();
  const all = await Promise.all(Array.from({ length: 1000 }, () => credentials?.getFrozenCredentials()));
  expect(new Set(all).size).toBe(1);
  expect(sent).toHaveLength(1);
});

test("an MFA code is asked for by the device's number, and cannot be asked for twice", async () => {
  const world = await roleWorld();
  const chain = world.chain(devWith("source_profile = keys", "mfa_serial = arn:aws:iam::1:mfa/me"), "dev");
  const prompts: string[] = [];
  chain.getProvider("assume-role").prompter = async (prompt) => {
    prompts.push(prompt);
    return "123456";
  };
  const credentials = await chain.loadCredentials();
  await credentials?.getFrozenCredentials();
  expect(prompts).toEqual(["Enter MFA code for arn:aws:iam::1:mfa/me: "]);
  expect(world.sent[0]?.form).toMatchObject({ SerialNumber: "arn:aws:iam::1:mfa/me", TokenCode: "123456" });
  world.now += 3_600_000;
  await expect(credentials?.getFrozenCredentials()).rejects.toMatchObject({ name: "RefreshWithMFAUnsupportedError" });
  expect(prompts).toHaveLength(1);
});

test.each<[region: string, surroundings: Surroundings, url: string]>([
  ["eu-west-1", dev, "https://sts.eu-west-1.amazonaws.com/"],
  ["eu-west-1", { ...dev, environment: { AWS_REGION: "us-west-2" } }, "https://sts.eu-west-1.amazonaws.com/"],
  ["none", { ...dev, environment: { AWS_REGION: "cn-north-1" } }, "https://sts.cn-north-1.amazonaws.com.cn/"],
  ["none", dev, "https://sts.amazonaws.com/"],
])("STS is asked in the region of the client that came first (%s), else the session's", async (region, around, url) => {
  const { chain, sent } = await roleWorld(region);
  const environment = { ...around.environment, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
  const proxied = { ...environment, AWS_ENDPOINT_URL_STS: "" };
  const credentials = await chain({ ...around, environment: proxied }, "dev").loadCredentials();
  await credentials?.getFrozenCredentials().catch(() => undefined);
  expect(sent[0]?.url).toBe(url);
});

test("an explanation says what was looked at, and calls nobody", async () => {
  const { chain, sent } = await roleWorld();
  const { providers } = chain(dev, "dev");
  const explained = (await explainCredentials(providers, storeIn(dev), false)).find(
    ({ outcome }) => outcome === "used",
  );
  expect(explained).toMatchObject({
    provider: "assume-role",
    reason: expect.stringContaining('source_profile is "keys"'),
  });
  expect(sent).toEqual([]);
});
