import { existsSync } from "node:fs";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { type Surroundings, storeIn, temporaryFolder } from "../config/shared-files.fixture.js";
import { createCredentialResolver } from "./chain.js";
import { type CredentialExplanation, explainCredentials } from "./explain.js";
import { createProviderContext } from "./provider-context.js";
import { metadataServer } from "./providers/metadata-server.fixture.js";
import { registration, signInWorld, ssoCache } from "./providers/sign-in.fixture.js";

const keys = "aws_access_key_id = AKIDFILE\naws_secret_access_key = verySecret\n";
const environmentKeys = { AWS_ACCESS_KEY_ID: "AKIDENV", AWS_SECRET_ACCESS_KEY: "verySecret" };

async function explain({ environment, ...files }: Surroundings, profile?: string): Promise<CredentialExplanation[]> {
  const own = { AWS_EC2_METADATA_DISABLED: "true", BOTO_CONFIG: "/nowhere" };
  const store = storeIn({ ...files, environment: { ...own, ...environment } });
  store.set("profile", profile);
  const { providers } = createCredentialResolver(createProviderContext(store, "Inia/test"));
  const rows = await explainCredentials(providers, store, false);
  expect(inspect(rows, { depth: 9 }) + JSON.stringify(rows)).not.toMatch(/verySecret|AKID/);
  return rows;
}

const row = (rows: readonly CredentialExplanation[], provider: string): CredentialExplanation | undefined =>
  rows.find((each) => each.provider === provider);

test("on a machine with nothing every provider says where it looked and why it passed", async () => {
  const rows = await explain({ config: "[default]\nregion = r" });
  const inProfile = expect.stringMatching(/ of profile "default" of \/.*\/config$/);
  expect(rows.map(({ provider, outcome }) => [provider, outcome])).toEqual(
    [
      ...["env", "assume-role", "assume-role-with-web-identity", "sso", "shared-credentials-file", "login"],
      ...["custom-process", "config-file", "ec2-credentials-file", "boto-config", "container-role", "iam-role"],
    ].map((provider) => [provider, "passed"]),
  );
  expect(rows.map(({ lookedAt, reason }) => [lookedAt, reason])).toEqual([
    [["AWS_ACCESS_KEY_ID"], "is not set"],
    [[inProfile], "not set"],
    [["AWS_WEB_IDENTITY_TOKEN_FILE", inProfile], expect.stringMatching(/^AWS_WEB.* not set; web_identity.* not set$/)],
    [[expect.stringMatching(/^sso_role_name, sso_account_id of profile "default" of /)], "not set"],
    [[expect.stringMatching(/^\[default\] of .*credentials$/)], "is not there"],
    [[inProfile], "not set"],
    [[inProfile], "not set"],
    [[expect.stringMatching(/^profile "default" of .*config$/)], "has no aws_access_key_id"],
    [["AWS_CREDENTIAL_FILE"], "not set"],
    [["[Credentials] of /nowhere"], "has no keys"],
    [["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, AWS_CONTAINER_CREDENTIALS_FULL_URI"], "not set"],
    [["AWS_EC2_METADATA_DISABLED"], "is true: the instance is not asked"],
  ]);
});

test("the first that has credentials is used, and those behind it say why they were not asked", async () => {
  const rows = await explain({ credentials: `[default]\n${keys}` });
  expect(row(rows, "shared-credentials-file")).toMatchObject({ outcome: "used", reason: "has keys" });
  expect(row(rows, "iam-role")).toEqual({
    provider: "iam-role",
    outcome: "not asked",
    reason: "shared-credentials-file has credentials",
    lookedAt: [],
  });
});

test("a failure ends the search, with its message", async () => {
  const rows = await explain({ credentials: "[default]\naws_access_key_id = AKIDFILE" });
  expect(row(rows, "shared-credentials-file")).toMatchObject({
    outcome: "failed",
    reason: expect.stringMatching(/^PartialCredentialsError: .* aws_secret_access_key is missing\.$/),
  });
  expect(row(rows, "login")).toMatchObject({
    outcome: "not asked",
    reason: "shared-credentials-file failed, which ends the search",
  });
});

test("a profile chosen by code wins over the environment's keys, and the row of env says so", async () => {
  const [env, ...others] = await explain({ environment: environmentKeys, credentials: `[dev]\n${keys}` }, "dev");
  expect(env).toEqual({
    provider: "env",
    outcome: "passed",
    reason: 'AWS_ACCESS_KEY_ID is set, but code chose profile "dev", which wins over the environment',
    lookedAt: ["AWS_ACCESS_KEY_ID"],
  });
  expect(row(others, "shared-credentials-file")?.outcome).toBe("used");
  expect((await explain({}, "dev"))[0]?.reason).toMatch(/^AWS_ACCESS_KEY_ID is not set, and would not be looked at/);
});

test("the environment's keys win over AWS_PROFILE, and the row of env says so", async () => {
  const environment = { ...environmentKeys, AWS_PROFILE: "dev" };
  expect((await explain({ environment, credentials: `[dev]\n${keys}` }))[0]).toMatchObject({
    outcome: "used",
    reason: "is set; keys in the environment win over a profile that is chosen there (AWS_PROFILE)",
  });
  const alone = await explain({ environment: { AWS_PROFILE: "dev" }, credentials: `[dev]\n${keys}` });
  expect(row(alone, "shared-credentials-file")).toMatchObject({
    outcome: "used",
    lookedAt: [expect.stringMatching(/^\[dev\] of /)],
  });
});

test("a profile that is in no file is said to be missing", async () => {
  expect(row(await explain({ config: "" }, "dve"), "sso")?.lookedAt).toEqual([
    expect.stringMatching(/^sso_role_name, sso_account_id of profile "dve" \(not in .*config\)$/),
  ]);
});

test("credential_process is not run, also where it is a role's source", async () => {
  const folder = temporaryFolder();
  const config = `[profile dev]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = run
[profile run]\ncredential_process = node -e 'require("fs").writeFileSync("${folder}/ran", "")'\n`;
  const direct = row(await explain({ config }, "run"), "custom-process");
  expect(direct).toMatchObject({ outcome: "used", reason: "is set; it was not run" });
  const role = row(await explain({ config }, "dev"), "assume-role");
  expect(role).toMatchObject({ outcome: "used" });
  expect(role?.lookedAt).toEqual([
    expect.stringMatching(/^role_arn of profile "dev"/),
    "source_profile",
    expect.stringMatching(/^AWS_|^web_identity/),
    expect.stringMatching(/^sso_role_name/),
    expect.stringMatching(/^\[run\] of /),
    expect.stringMatching(/^login_session/),
    expect.stringMatching(/^credential_process of profile "run"/),
  ]);
  expect(existsSync(`${folder}/ran`)).toBe(false);
});

test("a container's service is asked: its address stands there", async () => {
  const Expiration = "2100-01-01T00:00:00Z";
  const answer = { AccessKeyId: "AKIDBOX", SecretAccessKey: "verySecret", Token: "verySecret", Expiration };
  const { url } = await metadataServer({ "GET /creds": () => [200, JSON.stringify(answer)] });
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/creds` };
  expect(row(await explain({ environment }), "container-role")).toEqual({
    provider: "container-role",
    outcome: "used",
    reason: "is asked",
    lookedAt: [`${url}/creds`],
  });
});

test("a sign-in is looked at, but no role is asked for and no token refreshed", async () => {
  const world = await signInWorld();
  const surroundings = {
    config: `[profile dev]\nsso_role_name = reader\nsso_account_id = 123456789012\nsso_session = corp
[sso-session corp]\nsso_start_url = u\nsso_region = r\n`,
  };
  const explainSso = async (): Promise<CredentialExplanation | undefined> => {
    const store = storeIn(surroundings);
    store.set("profile", "dev");
    return row(await explainCredentials(world.chain(surroundings, "dev").providers, store, false), "sso");
  };
  expect(await explainSso()).toMatchObject({
    outcome: "failed",
    reason: expect.stringMatching(/SSOTokenLoadError: .* is missing or no JSON: run aws sso login --profile dev\.$/),
  });
  const token = { accessToken: "verySecret", ...registration, refreshToken: "verySecret" };
  const file = world.write(ssoCache("corp"), { ...token, expiresAt: "2026-01-02T04:00:00Z" });
  expect(await explainSso()).toMatchObject({
    outcome: "used",
    lookedAt: [expect.stringMatching(/^sso_role_name, sso_account_id of profile "dev" of .*config$/), file],
    reason: expect.stringMatching(/\.json has a token$/),
  });
  world.write(ssoCache("corp"), { ...token, expiresAt: "2026-01-02T03:00:00Z" });
  expect((await explainSso())?.reason).toMatch(
    /has a token that has expired; for a new one run aws sso login --profile dev\.$/,
  );
  expect(world.sent).toEqual([]);
});
