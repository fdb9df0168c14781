import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Surroundings } from "../../config/shared-files.fixture.js";
import type { AuthToken } from "../token-provider-chain.js";
import { registration, type SignInWorld, signInWorld, ssoCache } from "./sign-in.fixture.js";

const startUrl = "https://example.awsapps.com/start";
const profile: Surroundings = {
  config: `[profile dev]\nsso_session = corp\n[sso-session corp]\nsso_start_url = ${startUrl}\nsso_region = eu-north-1\n`,
};
const file = ssoCache("corp");
/** Minutes from the world's clock. */
const inMinutes = (world: SignInWorld, minutes: number): string =>
  `${new Date(world.now + minutes * 60_000).toISOString().slice(0, 19)}Z`;

function sign(world: SignInWorld, minutes: number, fields: object = {}): void {
  const kept = { startUrl, region: "eu-north-1", accessToken: "theToken", expiresAt: inMinutes(world, minutes) };
  world.write(file, { ...kept, ...registration, refreshToken: "theRefreshToken", ...fields });
}

async function load(world: SignInWorld): Promise<AuthToken> {
  return (await world.tokens(profile, "dev").loadToken())!;
}

test("a token that is good for a quarter of an hour is used as it is", async () => {
  const world = await signInWorld();
  sign(world, 15);
  const token = await load(world);
  expect(await token.getFrozenToken()).toMatchObject({
    token: "theToken",
    expiration: new Date("2026-01-02T03:19:05Z"),
  });
  expect(world.sent).toEqual([]);
});

test("a token that ends sooner is refreshed, in sso_region, and written back as botocore does", async () => {
  const world = await signInWorld();
  sign(world, 14.9, { extra: "dropped" });
  expect(await (await load(world)).getFrozenToken()).toMatchObject({
    token: "theNewToken",
    expiration: new Date("2026-01-02T04:04:05Z"),
  });
  expect(world.read(file)).toEqual({
    startUrl,
    region: "eu-north-1",
    accessToken: "theNewToken",
    expiresAt: "2026-01-02T04:04:05Z",
    ...registration,
    refreshToken: "theNextRefresh",
  });
  expect(statSync(join(world.home, file)).mode & 0o777).toBe(0o600);
  expect(world.sent).toHaveLength(1);
});

test("the OIDC service is asked in sso_region", async () => {
  const world = await signInWorld();
  sign(world, 5);
  const environment = { AWS_ENDPOINT_URL_SSO_OIDC: "", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
  await (await world.tokens({ ...profile, environment }, "dev").loadToken())!.getFrozenToken();
  expect(world.elsewhere).toEqual(["https://oidc.eu-north-1.amazonaws.com/token"]);
});

test("where the answer has no refresh token, the file has none from then on", async () => {
  const world = await signInWorld();
  world.refreshed = { accessToken: "theNewToken", tokenType: "Bearer", expiresIn: 3600 };
  sign(world, 5);
  await (await load(world)).getFrozenToken();
  expect(world.read(file)).not.toHaveProperty("refreshToken");
});

test.each(["refreshToken", "clientId", "clientSecret", "registrationExpiresAt"])(
  "without %s a token is used to its end, and nobody is asked",
  async (field) => {
    const world = await signInWorld();
    sign(world, 5, { [field]: undefined });
    const token = await load(world);
    expect(await token.getFrozenToken()).toMatchObject({ token: "theToken" });
    world.now += 5 * 60_000;
    await expect(token.getFrozenToken()).rejects.toMatchObject({ name: "TokenRetrievalError" });
    expect(world.sent).toEqual([]);
  },
);

test("a token is not refreshed when the client's registration has ended", async () => {
  const world = await signInWorld();
  sign(world, 5, { registrationExpiresAt: inMinutes(world, 0) });
  expect(await (await load(world)).getFrozenToken()).toMatchObject({ token: "theToken" });
  expect(world.sent).toEqual([]);
});

test("a refresh that is refused keeps the old token, in the file, too", async () => {
  const world = await signInWorld();
  sign(world, 5, { clientSecret: "another" });
  const before = world.read(file);
  expect(await (await load(world)).getFrozenToken()).toMatchObject({ token: "theToken" });
  expect(world.read(file)).toEqual(before);
  expect(world.warnings).toEqual(['Refreshing the token of sso-session "corp" failed.']);
});

test("an expired token that cannot be refreshed is an error, with the refusal as its cause", async () => {
  const world = await signInWorld();
  sign(world, 0, { clientSecret: "anotherSecret" });
  const token = await load(world);
  const failed = expect.objectContaining({
    name: "TokenRetrievalError",
    message:
      `The token of sso-session "corp" in ${join(world.home, file)} has expired and could not be refreshed: ` +
      "run aws sso login --profile dev.",
    cause: expect.objectContaining({ code: "InvalidGrantException" }),
  });
  await expect(token.getFrozenToken()).rejects.toEqual(failed);
  await expect(token.getFrozenToken()).rejects.toEqual(failed);
  expect(world.sent).toHaveLength(1);
});

test("a refresh is tried once a minute", async () => {
  const world = await signInWorld();
  sign(world, 14, { clientSecret: "another" });
  const token = await load(world);
  for (const seconds of [0, 30, 29, 1, 59, 1]) {
    world.now += seconds * 1000;
    await token.getFrozenToken();
  }
  expect(world.sent).toHaveLength(3);
});

test("calls at once share a refresh", async () => {
  const world = await signInWorld();
  sign(world, 1);
  const token = await load(world);
  const both = await Promise.all([token.getFrozenToken(), token.getFrozenToken()]);
  expect(both.map((each) => each.token)).toEqual(["theNewToken", "theNewToken"]);
  expect(world.sent).toHaveLength(1);
});

test("while one call refreshes in time, the others go on with the old token", async () => {
  const world = await signInWorld();
  sign(world, 60);
  const token = await load(world);
  await token.getFrozenToken();
  world.now += 46 * 60_000;
  const [first, second] = await Promise.all([token.getFrozenToken(), token.getFrozenToken()]);
  expect([first.token, second.token]).toEqual(["theNewToken", "theToken"]);
  expect(world.sent).toHaveLength(1);
});

test("a failure in time is told to the logger, one that matters to the caller", async () => {
  const world = await signInWorld();
  sign(world, 60);
  const token = await load(world);
  await token.getFrozenToken();
  world.write(file, "no JSON");
  world.now += 46 * 60_000;
  expect(await token.getFrozenToken()).toMatchObject({ token: "theToken" });
  expect(world.warnings).toEqual(['Refreshing the token of sso-session "corp" failed.']);
  world.now += 5 * 60_000;
  await expect(token.getFrozenToken()).rejects.toMatchObject({ name: "SSOTokenLoadError" });
});

test("another program's refresh is found in the file", async () => {
  const world = await signInWorld();
  sign(world, 20);
  const token = await load(world);
  await token.getFrozenToken();
  world.now += 15 * 60_000;
  sign(world, 60, { accessToken: "theOthersToken" });
  expect(await token.getFrozenToken()).toMatchObject({ token: "theOthersToken" });
  expect(world.sent).toEqual([]);
});

test("a token that cannot be written is used all the same", async () => {
  const world = await signInWorld();
  sign(world, 5);
  const answer = world.refreshed;
  const withoutFolder = (): typeof answer => {
    const folder = join(world.home, ".aws/sso/cache");
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "a file in the folder's place");
    return answer;
  };
  Object.defineProperty(world, "refreshed", { get: withoutFolder });
  const token = await load(world);
  expect(await token.getFrozenToken()).toMatchObject({ token: "theNewToken" });
  expect(world.warnings).toEqual([`The refreshed sign-in in ${join(world.home, file)} could not be kept.`]);
});

test("the chain asks the environment first, and gives all who ask the same token", async () => {
  const world = await signInWorld();
  sign(world, 5);
  const chain = world.tokens({ ...profile, environment: { AWS_BEARER_TOKEN_BEDROCK: "own" } }, "dev");
  expect(await (await chain.loadToken({ signingName: "bedrock" }))?.getFrozenToken()).toMatchObject({ token: "own" });
  const token = await chain.loadToken({ signingName: "other" });
  expect(await token?.getFrozenToken()).toMatchObject({ token: "theNewToken" });
  expect(await chain.loadToken()).toBe(token);
});

test("a profile without sso_session has no token, one with an unknown session is an error", async () => {
  const world = await signInWorld();
  const noSession = { config: `[profile dev]\nsso_start_url = ${startUrl}\nsso_region = r` };
  expect(await world.tokens(noSession, "dev").loadToken()).toBeUndefined();
  const unknown = { config: "[profile dev]\nsso_session = corp" };
  await expect(world.tokens(unknown, "dev").loadToken()).rejects.toMatchObject({
    name: "InvalidConfigError",
    message: expect.stringMatching(/^Profile "dev" names sso_session "corp", but .*config has no \[sso-session corp\]/),
  });
});
