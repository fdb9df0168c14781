import { createHash, generateKeyPairSync } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Surroundings } from "../../config/shared-files.fixture.js";
import type { Credentials } from "../credentials.js";
import { loginProvider } from "./login.js";
import { loginCache, type SignInWorld, signInWorld } from "./sign-in.fixture.js";

const session = "arn:aws:iam::123456789012:user/me";
const profile: Surroundings = { config: `[profile dev]\nlogin_session = ${session}\n` };
const file = loginCache(session);
const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const dpopKey = privateKey.export({ format: "pem", type: "sec1" }).toString();
const keys = { accessKeyId: "ASIALOGIN", secretAccessKey: "theSecret", sessionToken: "theSessionToken" };
const renewed = { accessKeyId: "ASIANEW", secretAccessKey: "theNewSecret", sessionToken: "theNewToken" };
const tokenOutput = { accessToken: renewed, tokenType: "urn:aws", expiresIn: 900, refreshToken: "theNextRefresh" };

function tokens(world: SignInWorld, seconds: number, fields: object = {}): object {
  const expiresAt = `${new Date(world.now + seconds * 1000).toISOString().slice(0, 19)}Z`;
  return {
    accessToken: { ...keys, accountId: "123456789012", expiresAt },
    tokenType: "aws_sigv4",
    clientId: "console",
    refreshToken: "theRefreshToken",
    idToken: "theIdToken",
    dpopKey,
    ...fields,
  };
}

async function logIn(seconds: number, fields: object = {}): Promise<SignInWorld> {
  const world = await signInWorld();
  world.loggedIn = [200, tokenOutput];
  world.write(file, tokens(world, seconds, fields));
  return world;
}

const load = (world: SignInWorld): Promise<Credentials | undefined> => world.chain(profile, "dev").loadCredentials();

test("a login that lasts is used as the file has it", async () => {
  const world = await logIn(901);
  expect(await (await load(world))?.getFrozenCredentials()).toMatchObject({
    accessKeyId: "ASIALOGIN",
    secretAccessKey: "theSecret",
    sessionToken: "theSessionToken",
    accountId: "123456789012",
    expiration: new Date("2026-01-02T03:19:06Z"),
    method: "login",
  });
  expect(world.sent).toEqual([]);
});

test("a login that is about to end is refreshed with a proof of its key, and kept", async () => {
  const world = await logIn(300);
  const credentials = await load(world);
  expect(world.sent).toEqual([]);
  expect(await credentials?.getFrozenCredentials()).toMatchObject({
    ...renewed,
    accountId: "123456789012",
    expiration: new Date("2026-01-02T03:19:05Z"),
  });
  expect(world.read(file)).toEqual({
    ...tokens(world, 300),
    accessToken: { ...renewed, accountId: "123456789012", expiresAt: "2026-01-02T03:19:05Z" },
    refreshToken: "theNextRefresh",
  });
  expect(statSync(join(world.home, file)).mode & 0o777).toBe(0o600);
  expect(world.sent).toHaveLength(1);
});

test("what another program refreshed meanwhile is taken when more than five minutes are left", async () => {
  const world = await logIn(700);
  const credentials = await load(world);
  world.now += 600_000;
  const theirs = { ...keys, accessKeyId: "ASIAOTHER", accountId: "1", expiresAt: "2026-01-02T03:19:06Z" };
  world.write(file, tokens(world, 0, { accessToken: theirs }));
  expect(await credentials?.getFrozenCredentials()).toMatchObject({ accessKeyId: "ASIAOTHER" });
  expect(world.sent).toEqual([]);
});

test("an expired login is refreshed, too", async () => {
  const world = await logIn(-3600);
  expect(await (await load(world))?.getFrozenCredentials()).toMatchObject(renewed);
});

test.each<[form: string, pem: string]>([
  ["PKCS #8", privateKey.export({ format: "pem", type: "pkcs8" }).toString()],
  ["one line without a frame", privateKey.export({ format: "der", type: "sec1" }).toString("base64")],
])("the key may be in %s", async (_form, pem) => {
  const world = await logIn(0, { dpopKey: pem });
  expect(await (await load(world))?.getFrozenCredentials()).toMatchObject(renewed);
});

test("the sign-in service is asked in the session's region", async () => {
  const world = await logIn(0);
  const environment = {
    AWS_ENDPOINT_URL_SIGNIN: "",
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
    AWS_REGION: "eu-west-1",
  };
  const credentials = await world.chain({ ...profile, environment }, "dev").loadCredentials();
  await credentials?.getFrozenCredentials().catch(() => undefined);
  expect(world.elsewhere).toEqual(["https://eu-west-1.signin.aws.amazon.com/v1/token"]);
});

test("where the session has no region, the region of the client that asked is as good", async () => {
  const world = await logIn(0);
  const environment = { AWS_ENDPOINT_URL_SIGNIN: "", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true", AWS_REGION: "" };
  const context = { ...world.context({ ...profile, environment }, "dev"), clientRegion: "eu-west-3" };
  const credentials = await loginProvider(context).load(() => {});
  await credentials?.getFrozenCredentials().catch(() => undefined);
  expect(world.elsewhere).toEqual(["https://eu-west-3.signin.aws.amazon.com/v1/token"]);
});

test("AWS_LOGIN_CACHE_DIRECTORY names another folder", async () => {
  const world = await signInWorld();
  world.write(`other/${createHash("sha256").update(session).digest("hex")}.json`, tokens(world, 1000));
  const environment = { AWS_LOGIN_CACHE_DIRECTORY: "$BASE/other", BASE: "~" };
  expect(await world.chain({ ...profile, environment }, "dev").loadCredentials()).toMatchObject({
    accessKeyId: "ASIALOGIN",
  });
});

test.each<[error: string, name: string, message: RegExp]>([
  ["TOKEN_EXPIRED", "LoginRefreshRequired", /profile "dev" in .*json has expired: run aws login --profile dev\.$/],
  ["USER_CREDENTIALS_CHANGED", "LoginRefreshRequired", /has ended, for the user's credentials changed: run aws login/],
  ["INSUFFICIENT_PERMISSIONS", "LoginInsufficientPermissions", /needs the permission signin:CreateOAuth2Token\.$/],
  ["SOMETHING_NEW", "LoginError", /was not refreshed: run aws login --profile dev\.$/],
])("a refresh that is refused with %s is a %s", async (error, name, message) => {
  const world = await logIn(0);
  const before = world.read(file);
  world.loggedIn = [400, { __type: "AccessDeniedException", error, message: "no" }];
  await expect((await load(world))?.getFrozenCredentials()).rejects.toMatchObject({
    name,
    message: expect.stringMatching(message),
    cause: { code: "AccessDeniedException" },
  });
  expect(world.read(file)).toEqual(before);
});

test("an answer without tokens is an error", async () => {
  const world = await logIn(0);
  world.loggedIn = [200, {}];
  await expect((await load(world))?.getFrozenCredentials()).rejects.toMatchObject({
    name: "LoginTokenLoadError",
    message: expect.stringMatching(/could not be refreshed: the answer of the sign-in service has no tokens: run aws/),
  });
});

test("another error of the service stays what it is", async () => {
  const world = await logIn(0);
  world.loggedIn = [400, { __type: "ValidationException", message: "no" }];
  await expect((await load(world))?.getFrozenCredentials()).rejects.toMatchObject({ code: "ValidationException" });
});

test.each<[problem: string, fields: object | undefined, message: RegExp]>([
  ["is missing", undefined, /is missing or no JSON: run aws login --profile dev\.$/],
  ["has no accessToken", { accessToken: undefined }, /has no accessToken\.expiresAt, no accessToken\.accessKeyId/],
  ["has no refreshToken", { refreshToken: undefined }, /has no refreshToken: run/],
  ["has no key", { dpopKey: undefined }, /has no dpopKey: run/],
  ["has no client", { clientId: undefined }, /has no clientId: run/],
])("a file that %s is an error when the chain comes to it", async (_problem, fields, message) => {
  const world = await signInWorld();
  if (fields) world.write(file, tokens(world, 1000, fields));
  const error = await load(world).then(
    () => undefined,
    (reason: Error) => reason,
  );
  expect(error).toMatchObject({ name: "LoginTokenLoadError", message: expect.stringMatching(message) });
  expect(error?.message).toContain(file);
  expect(error?.message).not.toMatch(/theS|theRefresh|theIdToken/);
});

test.each<[problem: string, key: string]>([
  ["no key", "-----BEGIN EC PRIVATE KEY-----\nbm8gc2VjcmV0\n-----END EC PRIVATE KEY-----\n"],
  [
    "on another curve",
    generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey.export({ format: "pem", type: "sec1" }).toString(),
  ],
])("a key that is %s is an error that does not show it", async (_problem, key) => {
  const world = await logIn(0, { dpopKey: key });
  await expect((await load(world))?.getFrozenCredentials()).rejects.toMatchObject({
    name: "LoginTokenLoadError",
    message: expect.stringMatching(/has a dpopKey that is no private key on P-256: run aws login --profile dev\.$/),
    cause: expect.any(Error),
  });
});
