import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getSession, type Session } from "@inia/core";
import { jsonFileCache } from "@inia/core/credentials";
import type { HttpHandler, HttpRequest } from "@inia/core/http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { login } from "./login-token.js";
import { judge } from "./python.js";

/** Files that botocore and we share are read and written by both, in one home folder. */
let home: string;
let asked: HttpRequest[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "inia-home-"));
  asked = [];
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
  vi.stubEnv("HOME", home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

async function botocore<Verdict>(action: string, row: object): Promise<Verdict> {
  const [verdict] = await judge<object, Verdict>("sign_in_files.py", [{ do: action, ...row }], { HOME: home });
  return verdict!;
}

/** A session of profile `dev`, whose services answer with this. */
function sessionOf(config: string, answer?: object): Session {
  mkdirSync(join(home, ".aws"), { recursive: true });
  writeFileSync(join(home, ".aws", "config"), config);
  const session = getSession({ profile: "dev" });
  const httpHandler: HttpHandler = {
    async send(request) {
      asked.push(request);
      const text = typeof answer === "string" ? answer : JSON.stringify(answer ?? {});
      const status = answer === undefined ? 400 : 200;
      return { status, headers: { "content-type": "application/json" }, body: new TextEncoder().encode(text) };
    },
  };
  session.setDefaultClientConfig({ httpHandler, maxAttempts: 1, region: "us-east-1" });
  return session;
}

/** A time so many minutes from now, without a fraction. */
const inMinutes = (minutes: number): string => {
  const seconds = Math.floor(Date.now() / 1000) + minutes * 60;
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
};

const ssoProfile =
  "[profile dev]\nsso_session = corp\n[sso-session corp]\nsso_start_url = u\nsso_region = eu-north-1\n";
const registration = { clientId: "client", clientSecret: "é secret", registrationExpiresAt: "2100-01-01T00:00:00Z" };

test("a token that botocore kept is used", async () => {
  const token = {
    startUrl: "u",
    region: "eu-north-1",
    accessToken: "theirs",
    expiresAt: inMinutes(60),
    ...registration,
  };
  await botocore("write_sso_token", { session: "corp", token });
  const frozen = await (await sessionOf(ssoProfile).getAuthToken())?.getFrozenToken();
  expect([frozen?.token, frozen?.expiration]).toEqual(["theirs", new Date(token.expiresAt)]);
  expect(asked).toEqual([]);
});

test("a token that we refreshed is used by botocore", async () => {
  const old = { startUrl: "u", region: "eu-north-1", accessToken: "theirs", expiresAt: inMinutes(1), ...registration };
  await botocore("write_sso_token", { session: "corp", token: { ...old, refreshToken: "first" } });
  const answer = { accessToken: "ours", tokenType: "Bearer", expiresIn: 3600, refreshToken: "second" };
  const frozen = await (await sessionOf(ssoProfile, answer).getAuthToken())?.getFrozenToken();
  expect(frozen?.token).toBe("ours");
  const read = await botocore<{ token: string; expiration: string; kept: object }>("read_sso_token", {
    session: "corp",
  });
  expect(read.token).toBe("ours");
  expect(Math.floor(frozen!.expiration!.getTime() / 1000)).toBe(Date.parse(read.expiration) / 1000);
  expect(read.kept).toEqual({
    ...{ startUrl: "u", region: "eu-north-1", accessToken: "ours", ...registration, refreshToken: "second" },
    expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
});

const loginProfile = "[profile dev]\nlogin_session = arn:aws:iam::1:user/mé\n";

test("a login that botocore kept is used", async () => {
  await botocore("write_login", { session: "arn:aws:iam::1:user/mé", token: login(inMinutes(30)) });
  const credentials = await sessionOf(loginProfile).getCredentials();
  expect(await credentials?.getFrozenCredentials()).toMatchObject({
    accessKeyId: "ASIA",
    sessionToken: "t",
    accountId: "1",
  });
  expect(asked).toEqual([]);
});

test("a login that we refreshed is used by botocore, which finds all the rest as it was", async () => {
  const old = login(inMinutes(2));
  await botocore("write_login", { session: "arn:aws:iam::1:user/mé", token: old });
  const keys = { accessKeyId: "ASIANEW", secretAccessKey: "s2", sessionToken: "t2" };
  const answer = { accessToken: keys, tokenType: "urn:aws", expiresIn: 900, refreshToken: "second" };
  const credentials = await sessionOf(loginProfile, answer).getCredentials();
  expect(await credentials?.getFrozenCredentials()).toMatchObject(keys);
  const read = await botocore<{ credentials: object; kept: object }>("read_login", {
    session: "arn:aws:iam::1:user/mé",
  });
  expect(read.credentials).toMatchObject({ access_key: "ASIANEW", secret_key: "s2", token: "t2", account_id: "1" });
  expect(read.kept).toEqual({
    ...old,
    refreshToken: "second",
    accessToken: { ...keys, accountId: "1", expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
  });
});

const roleProfile = `[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/dév\nrole_session_name = me\nexternal_id = x"y
source_profile = keys\n[profile keys]\naws_access_key_id = a\naws_secret_access_key = s\n`;
const roleRow = {
  role: "arn:aws:iam::123456789012:role/dév",
  args: { RoleSessionName: "me", ExternalId: 'x"y' },
};

async function roleCredentials(session: Session, provider = "assume-role"): Promise<unknown> {
  session.getComponent("credential_provider").getProvider(provider).cache = jsonFileCache(join(home, "cache"));
  return (await session.getCredentials())?.getFrozenCredentials();
}

test("a role that botocore assumed is found by us", async () => {
  const Expiration = inMinutes(60);
  const answer = {
    Credentials: { AccessKeyId: "ASIATHEIRS", SecretAccessKey: "s", SessionToken: "t", Expiration },
    AssumedRoleUser: { AssumedRoleId: "r:me", Arn: "arn:aws:sts::123456789012:assumed-role/dév/me" },
  };
  await botocore("role", { ...roleRow, folder: join(home, "cache"), answer });
  expect(await roleCredentials(sessionOf(roleProfile))).toMatchObject({
    accessKeyId: "ASIATHEIRS",
    accountId: "123456789012",
    expiration: new Date(Expiration),
  });
  expect(asked).toEqual([]);
});

test("a role that we assumed is found by botocore", async () => {
  const Expiration = inMinutes(60);
  const answer = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
    <AssumedRoleUser><AssumedRoleId>r:me</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/d/me</Arn></AssumedRoleUser>
    <Credentials><AccessKeyId>ASIAOURS</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
    <Expiration>${Expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
  expect(await roleCredentials(sessionOf(roleProfile, answer as never))).toMatchObject({ accessKeyId: "ASIAOURS" });
  const read = await botocore<Record<string, string>>("role", { ...roleRow, folder: join(home, "cache") });
  expect(read).toMatchObject({ access_key: "ASIAOURS", secret_key: "s", token: "t", account_id: "123456789012" });
  expect(new Date(read["expiry_time"]!.replace("UTC", "Z"))).toEqual(new Date(Expiration));
});

const ssoRoleProfile =
  "[profile dev]\nsso_role_name = réader\nsso_account_id = 123456789012\nsso_start_url = u\nsso_region = eu-north-1\n";
const ssoRow = { role: "réader", account: "123456789012", start_url: "u" };
const ssoAnswer = (accessKeyId: string): object => ({
  roleCredentials: { accessKeyId, secretAccessKey: "s", sessionToken: "t", expiration: Date.parse(inMinutes(60)) },
});

test("a role of SSO that botocore got is found by us, and one of ours by botocore", async () => {
  await botocore("sso_role", { ...ssoRow, folder: join(home, "cache"), answer: ssoAnswer("ASIATHEIRS") });
  const session = sessionOf(ssoRoleProfile);
  expect(await roleCredentials(session, "sso")).toMatchObject({ accessKeyId: "ASIATHEIRS", accountId: "123456789012" });
  expect(asked).toEqual([]);

  rmSync(join(home, "cache"), { recursive: true });
  const { createHash } = await import("node:crypto");
  const path = join(home, ".aws/sso/cache");
  mkdirSync(path, { recursive: true });
  const token = { accessToken: "t", expiresAt: inMinutes(60) };
  writeFileSync(join(path, `${createHash("sha1").update("u").digest("hex")}.json`), JSON.stringify(token));
  await roleCredentials(sessionOf(ssoRoleProfile, ssoAnswer("ASIAOURS")), "sso");
  const read = await botocore<object>("sso_role", { ...ssoRow, folder: join(home, "cache") });
  expect(read).toMatchObject({ access_key: "ASIAOURS", secret_key: "s", token: "t", account_id: "123456789012" });
});
