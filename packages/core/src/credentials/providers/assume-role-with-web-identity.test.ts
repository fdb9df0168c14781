import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../config/shared-files.fixture.js";
import { roleArn, roleWorld } from "./roles.fixture.js";

function tokenFile(token: string): string {
  const path = join(temporaryFolder(), "token");
  writeFileSync(path, token);
  return path;
}

const inProfile = (file: string, ...lines: string[]): { config: string } => ({
  config: `[profile web]\nweb_identity_token_file = ${file}\n${lines.join("\n")}\n`,
});

test("a role is assumed for the token in a file, unsigned, when its credentials are first wanted", async () => {
  const { chain, sts, sent } = await roleWorld();
  const credentials = await chain(
    inProfile(tokenFile("a.e30.c"), `role_arn = ${roleArn("web")}`, "role_session_name = me"),
    "web",
  ).loadCredentials();
  expect(credentials?.method).toBe("assume-role-with-web-identity");
  expect(sent).toEqual([]);
  expect(await credentials?.getFrozenCredentials()).toMatchObject({
    accessKeyId: expect.stringMatching(/^ASIA/),
    accountId: "123456789012",
  });
  expect(sent.map(({ form }) => form)).toEqual([
    {
      Action: "AssumeRoleWithWebIdentity",
      Version: "2011-06-15",
      RoleArn: roleArn("web"),
      RoleSessionName: "me",
      WebIdentityToken: "a.e30.c",
    },
  ]);
  expect(sts.requests[0]?.headers).not.toHaveProperty("authorization");
});

test("each setting comes from the environment, else from the profile", async () => {
  const { chain, sent } = await roleWorld();
  const surroundings = inProfile("/nowhere", `role_arn = ${roleArn("profile")}`, "role_session_name = profile");
  const environment = {
    AWS_PROFILE: "web",
    AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile("from environment"),
    AWS_ROLE_SESSION_NAME: "environment",
  };
  await (await chain({ ...surroundings, environment }).loadCredentials())?.getFrozenCredentials();
  expect(sent[0]?.form).toMatchObject({
    RoleArn: roleArn("profile"),
    RoleSessionName: "environment",
    WebIdentityToken: "from environment",
  });
});

test("the environment alone is enough", async () => {
  const { chain, sent } = await roleWorld();
  const environment = { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile("token"), AWS_ROLE_ARN: roleArn("env") };
  await (await chain({ environment }).loadCredentials())?.getFrozenCredentials();
  expect(sent[0]?.form).toMatchObject({ RoleArn: roleArn("env"), RoleSessionName: "inia-session-1767323045" });
});

test("a profile chosen by code leaves the environment out", async () => {
  const { chain, sent } = await roleWorld();
  const environment = { AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere", AWS_ROLE_ARN: roleArn("env") };
  const surroundings = inProfile(tokenFile("token"), `role_arn = ${roleArn("web")}`);
  await (await chain({ ...surroundings, environment }, "web").loadCredentials())?.getFrozenCredentials();
  expect(sent[0]?.form).toMatchObject({ RoleArn: roleArn("web"), WebIdentityToken: "token" });
});

test("the file is read at every fetch, and nothing of it is trimmed", async () => {
  const world = await roleWorld();
  const file = tokenFile("first\n");
  const surroundings = inProfile(file, `role_arn = ${roleArn("web")}`);
  const credentials = await world.chain(surroundings, "web").loadCredentials();
  await credentials?.getFrozenCredentials();
  writeFileSync(file, " second ");
  world.now += 3_000_000;
  await credentials?.getFrozenCredentials();
  expect(world.sent.map(({ form }) => form.WebIdentityToken)).toEqual(["first\n", " second "]);
});

test("a token without a role is an error that says how to name one", async () => {
  const { chain } = await roleWorld();
  const environment = { AWS_WEB_IDENTITY_TOKEN_FILE: "/token" };
  await expect(chain({ environment }).loadCredentials()).rejects.toMatchObject({
    name: "InvalidConfigError",
    message: expect.stringMatching(
      /^AWS_WEB_IDENTITY_TOKEN_FILE names .* set AWS_ROLE_ARN, or role_arn in profile "de/,
    ),
  });
});

test("a file that cannot be read is an error when credentials are wanted", async () => {
  const { chain } = await roleWorld();
  const surroundings = inProfile("/nowhere/token", `role_arn = ${roleArn("web")}`);
  const credentials = await chain(surroundings, "web").loadCredentials();
  await expect(credentials?.getFrozenCredentials()).rejects.toMatchObject({
    name: "CredentialRetrievalError",
    message: 'The token file that web_identity_token_file of profile "web" names cannot be read: /nowhere/token',
  });
});

test("an empty path counts as none: the search goes on", async () => {
  const { chain } = await roleWorld();
  const environment = { AWS_WEB_IDENTITY_TOKEN_FILE: "", AWS_ROLE_ARN: roleArn("env") };
  const found = await chain({ environment, config: "[default]\naws_access_key_id = a\naws_secret_access_key = s\n" });
  expect(await found.loadCredentials()).toMatchObject({ method: "config-file" });
});

test("a role with web identity may be the source of a profile's role", async () => {
  const { chain, sts } = await roleWorld();
  const { config } = inProfile(tokenFile("token"), `role_arn = ${roleArn("web")}`);
  const surroundings = { config: `${config}[profile top]\nrole_arn = ${roleArn("top")}\nsource_profile = web\n` };
  await (await chain(surroundings, "top").loadCredentials())?.getFrozenCredentials();
  expect(sts.requests.map(({ operation, status }) => [operation, status])).toEqual([
    ["AssumeRoleWithWebIdentity", 200],
    ["AssumeRole", 200],
  ]);
});

test("what STS says of a token that has run out reaches the caller, without the token", async () => {
  const { chain } = await roleWorld();
  const claims = Buffer.from(JSON.stringify({ exp: 1 })).toString("base64url");
  const surroundings = inProfile(tokenFile(`a.${claims}.c`), `role_arn = ${roleArn("web")}`);
  const credentials = await chain(surroundings, "web").loadCredentials();
  const error: unknown = await credentials?.getFrozenCredentials().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "ExpiredTokenException", operation: "AssumeRoleWithWebIdentity" });
  expect(String(error)).not.toContain(claims);
});
