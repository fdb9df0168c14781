import { expect, test } from "vitest";
import type { Surroundings } from "../../config/shared-files.fixture.js";
import { registration, type SignInWorld, signInWorld, ssoCache } from "./sign-in.fixture.js";

const startUrl = "https://example.awsapps.com/start";
const roleLines = "sso_role_name = reader\nsso_account_id = 123456789012\n";
const legacy: Surroundings = {
  config: `[profile dev]\n${roleLines}sso_start_url = ${startUrl}\nsso_region = eu-north-1\n`,
};
const withSession: Surroundings = {
  config: `[profile dev]\n${roleLines}sso_session = corp
[sso-session corp]\nsso_start_url = ${startUrl}\nsso_region = eu-north-1\nsso_registration_scopes = sso:account:access\n`,
};
const token = { accessToken: "theToken", expiresAt: "2026-01-02T04:00:00Z", startUrl, region: "eu-north-1" };

async function frozen(world: SignInWorld, surroundings: Surroundings): Promise<unknown> {
  const credentials = await world.chain(surroundings, "dev").loadCredentials();
  return credentials?.getFrozenCredentials();
}

test.each([
  ["a start URL in the profile", legacy, startUrl],
  ["an sso-session", withSession, "corp"],
])("%s: the role is asked for, unsigned, when its credentials are first wanted", async (_kind, surroundings, name) => {
  const world = await signInWorld();
  world.write(ssoCache(name), token);
  const credentials = await world.chain(surroundings, "dev").loadCredentials();
  expect(credentials?.method).toBe("sso");
  expect(world.sent).toEqual([]);
  expect(await credentials?.getFrozenCredentials()).toMatchObject({
    accessKeyId: "ASIAROLE",
    secretAccessKey: "theRoleSecret",
    sessionToken: "theRoleToken",
    accountId: "123456789012",
    expiration: new Date("2026-01-02T04:04:05Z"),
    method: "sso",
  });
  await credentials?.getFrozenCredentials();
  expect(world.sent).toHaveLength(1);
});

test("SSO is asked in sso_region, never in the session's region", async () => {
  const world = await signInWorld();
  world.write(ssoCache(startUrl), token);
  const environment = {
    AWS_ENDPOINT_URL_SSO: "",
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
    AWS_REGION: "us-west-2",
  };
  await frozen(world, { ...legacy, environment }).catch(() => undefined);
  expect(world.elsewhere.map((url) => new URL(url).origin)).toEqual(["https://portal.sso.eu-north-1.amazonaws.com"]);
});

test("credentials are got anew before they end", async () => {
  const world = await signInWorld();
  world.write(ssoCache(startUrl), { ...token, expiresAt: "2026-01-03T00:00:00Z" });
  const credentials = await world.chain(legacy, "dev").loadCredentials();
  await credentials?.getFrozenCredentials();
  world.now += 3_000_001;
  await credentials?.getFrozenCredentials();
  expect(world.sent).toHaveLength(2);
});

// The keys are botocore's: SHA-1 of {"accountId":"123456789012","roleName":"reader","startUrl":"https://…"} and the like.
test.each<[kind: string, surroundings: Surroundings, name: string, key: string]>([
  ["a start URL", legacy, startUrl, "ef1033835ad29fde31b375642c2dc3b1d27c5592"],
  ["an sso-session", withSession, "corp", "55baa2978e3b07bfc8c8bec3a298ab6d5406ae36"],
])("%s: what SSO issued is kept as botocore keeps it, and found again", async (_kind, around, name, key) => {
  const world = await signInWorld();
  world.write(ssoCache(name), token);
  const cache = new Map<string, unknown>();
  const chain = world.chain(around, "dev");
  chain.getProvider("sso").cache = cache;
  await (await chain.loadCredentials())?.getFrozenCredentials();
  expect([...cache]).toEqual([
    [
      key,
      {
        ProviderType: "sso",
        Credentials: {
          AccessKeyId: "ASIAROLE",
          SecretAccessKey: "theRoleSecret",
          SessionToken: "theRoleToken",
          Expiration: "2026-01-02T04:04:05Z",
          AccountId: "123456789012",
        },
      },
    ],
  ]);
  const again = world.chain(around, "dev");
  again.getProvider("sso").cache = cache;
  expect(await (await again.loadCredentials())?.getFrozenCredentials()).toMatchObject({ accessKeyId: "ASIAROLE" });
  expect(world.sent).toHaveLength(1);
});

test("an sso-session's token is refreshed before the role is asked for", async () => {
  const world = await signInWorld();
  world.accessToken = "theNewToken";
  const old = { ...token, expiresAt: "2026-01-02T03:00:00Z", ...registration, refreshToken: "theRefreshToken" };
  world.write(ssoCache("corp"), old);
  expect(await frozen(world, withSession)).toMatchObject({ accessKeyId: "ASIAROLE" });
  expect(world.read(ssoCache("corp"))).toMatchObject({ accessToken: "theNewToken" });
});

test("a start URL's token is not refreshed: when it has expired nobody is asked", async () => {
  const world = await signInWorld();
  const old = { ...token, expiresAt: "2026-01-02T03:04:05Z", ...registration, refreshToken: "theRefreshToken" };
  const file = world.write(ssoCache(startUrl), old);
  await expect(frozen(world, legacy)).rejects.toMatchObject({
    name: "UnauthorizedSSOTokenError",
    message: `The sign-in of profile "dev" in ${file} has expired: run aws sso login --profile dev.`,
  });
  expect(world.sent).toEqual([]);
});

test("a token that SSO refuses is an error with its cause", async () => {
  const world = await signInWorld();
  world.accessToken = "another";
  world.write(ssoCache("corp"), token);
  await expect(frozen(world, withSession)).rejects.toMatchObject({
    name: "UnauthorizedSSOTokenError",
    message: expect.stringMatching(/^(?!.*theToken).* was refused: run aws sso login --profile dev\.$/),
    cause: { code: "UnauthorizedException" },
  });
});

test("another error of SSO's stays what it is", async () => {
  const world = await signInWorld();
  world.write(ssoCache(startUrl), token);
  const config = legacy.config!.toString().replace("reader", "other");
  await expect(frozen(world, { config })).rejects.toMatchObject({ code: "UnknownOperationException" });
});

test.each<[problem: string, content: unknown, message: RegExp]>([
  ["missing", undefined, /is missing or no JSON: run aws sso login --profile dev\.$/],
  ["no JSON", '{"accessToken": "theTok', /is missing or no JSON/],
  ["without a token", { expiresAt: token.expiresAt }, /has no accessToken: run/],
  ["without an end", { accessToken: "theToken" }, /has no expiresAt: run/],
  ["with an end that is none", { ...token, expiresAt: "soon" }, /has an expiresAt that is no time/],
])("a token file that is %s is an error that names it", async (_problem, content, message) => {
  const world = await signInWorld();
  if (content !== undefined) world.write(ssoCache(startUrl), content);
  const error = await frozen(world, legacy).then(
    () => undefined,
    (reason: Error) => reason,
  );
  expect(error).toMatchObject({ name: "SSOTokenLoadError", message: expect.stringMatching(message) });
  expect(error?.message).toContain(ssoCache(startUrl));
  expect(error?.message).not.toContain("theTok");
});

test.each<[problem: string, config: string, message: RegExp]>([
  ["no role name", `[profile dev]\nsso_account_id = 1\nsso_start_url = u\nsso_region = r`, /needs sso_role_name\.$/],
  ["no account", `[profile dev]\nsso_role_name = r\nsso_start_url = u\nsso_region = r`, /needs sso_account_id\.$/],
  ["nothing but the role", `[profile dev]\n${roleLines}`, /needs sso_start_url, sso_region\.$/],
  [
    "no region in either place",
    `[profile dev]\n${roleLines}sso_session = corp\n[sso-session corp]\nsso_start_url = u`,
    /needs sso_region, or its \[sso-session corp\] does\.$/,
  ],
  [
    "a session that is not there",
    `[profile dev]\n${roleLines}sso_session = corp\nsso_start_url = u\nsso_region = r`,
    /is "corp", but there is no \[sso-session corp\]\.$/,
  ],
  [
    "another region than its session",
    `${withSession.config}`.replace("sso_session = corp\n", "sso_session = corp\nsso_region = us-east-1\n"),
    /^sso_region differs between profile "dev" of .*config and its \[sso-session corp\]: leave it out/,
  ],
])("a profile with %s is an error, and nothing further down stands in", async (_problem, config, message) => {
  const world = await signInWorld();
  const credentials = "[dev]\naws_access_key_id = a\naws_secret_access_key = s\n";
  await expect(world.chain({ config, credentials }, "dev").loadCredentials()).rejects.toMatchObject({
    name: "InvalidConfigError",
    message: expect.stringMatching(message),
  });
});

test("a profile may say what its session says, if it says the same", async () => {
  const world = await signInWorld();
  world.write(ssoCache("corp"), token);
  const config = `${withSession.config}`.replace("[sso-session", `sso_start_url = ${startUrl}\n[sso-session`);
  expect(await frozen(world, { config })).toMatchObject({ accessKeyId: "ASIAROLE" });
});

test("a session's token needs region and start URL in the session, though the profile has them", async () => {
  const world = await signInWorld();
  world.write(ssoCache("corp"), token);
  const config = `[profile dev]\n${roleLines}sso_session = corp\nsso_region = r\n[sso-session corp]\nsso_start_url = u`;
  await expect(frozen(world, { config })).rejects.toMatchObject({
    name: "InvalidConfigError",
    message: expect.stringMatching(/^\[sso-session corp\] of .*, which profile "dev" names, has no sso_region\.$/),
  });
});

test("a source profile may be signed in", async () => {
  const world = await signInWorld();
  world.write(ssoCache("corp"), token);
  const config = `[profile top]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = dev\n${withSession.config}`;
  const credentials = await world.chain({ config }, "top").loadCredentials();
  await credentials?.getFrozenCredentials().catch(() => undefined);
  expect(world.sent).toHaveLength(1);
  expect(world.elsewhere).toEqual(["https://sts.us-east-1.amazonaws.com/"]);
});

test("without a role of SSO the provider passes", async () => {
  const world = await signInWorld();
  expect(await world.chain({ config: "[profile dev]\nsso_session = corp" }, "dev").loadCredentials()).toBeUndefined();
});
