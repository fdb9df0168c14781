import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { ConfigStore } from "../config/config-store.js";
import { type Surroundings, surround, temporaryFolder } from "../config/shared-files.fixture.js";
import { createCredentialResolver, profileProviders } from "./chain.js";
import type { Credentials } from "./credentials.js";
import { createProviderContext, type ProviderContext } from "./provider-context.js";

afterEach(() => vi.unstubAllEnvs());

function contextIn({ environment, ...files }: Surroundings, profile?: string): ProviderContext {
  const home = { HOME: temporaryFolder(), AWS_EC2_METADATA_DISABLED: "true", BOTO_CONFIG: "/nowhere" };
  const store = new ConfigStore(surround({ ...files, environment: { ...home, ...environment } }));
  store.set("profile", profile);
  return createProviderContext(store, "Inia/test");
}

function load(surroundings: Surroundings, profile?: string): Promise<Credentials | undefined> {
  return createCredentialResolver(contextIn(surroundings, profile)).loadCredentials();
}

const keys = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;
const process = "credential_process = node -e 'console.log(process.env.INIA_TEST_OUTPUT)'\n";

test("the chain has botocore's providers in botocore's order", () => {
  expect(createCredentialResolver(contextIn({})).providers.map(({ method }) => method)).toEqual([
    ...["env", "assume-role", "assume-role-with-web-identity", "sso", "shared-credentials-file", "login"],
    ...["custom-process", "config-file", "ec2-credentials-file", "boto-config", "container-role", "iam-role"],
  ]);
});

test("of all that have credentials, each one before those further down", async () => {
  vi.stubEnv("INIA_TEST_OUTPUT", JSON.stringify({ Version: 1, AccessKeyId: "process", SecretAccessKey: "s" }));
  const folder = temporaryFolder();
  const ec2File = join(folder, "ec2");
  const botoFile = join(folder, "boto");
  writeFileSync(ec2File, "AWSAccessKeyId=ec2\nAWSSecretKey=s\n");
  writeFileSync(botoFile, `[Credentials]\n${keys("boto")}`);
  const botoOnly = { BOTO_CONFIG: botoFile };
  const withoutKeys = { ...botoOnly, AWS_CREDENTIAL_FILE: ec2File };
  const environment = { ...withoutKeys, AWS_ACCESS_KEY_ID: "env", AWS_SECRET_ACCESS_KEY: "s" };
  const config = `[default]\n${keys("config")}`;
  const credentials = `[default]\n${keys("shared")}`;
  const found = [
    await load({ environment, config: config + process, credentials }),
    await load({ environment: withoutKeys, config: config + process, credentials }),
    await load({ environment: withoutKeys, config: config + process }),
    await load({ environment: withoutKeys, config }),
    await load({ environment: withoutKeys }),
    await load({ environment: botoOnly }),
    await load({}),
  ];
  expect(found.map((each) => each && [each.method, each.accessKeyId])).toEqual([
    ["env", "env"],
    ["shared-credentials-file", "shared"],
    ["custom-process", "process"],
    ["config-file", "config"],
    ["ec2-credentials-file", "ec2"],
    ["boto-config", "boto"],
    undefined,
  ]);
});

test("a profile chosen by code leaves the environment's keys out", async () => {
  const environment = { AWS_ACCESS_KEY_ID: "env", AWS_SECRET_ACCESS_KEY: "s" };
  const credentials = `[default]\n${keys("default")}[dev]\n${keys("dev")}`;
  expect(await load({ environment, credentials }, "dev")).toMatchObject({ accessKeyId: "dev" });
  expect(await load({ environment: { ...environment, AWS_PROFILE: "dev" }, credentials })).toMatchObject({
    accessKeyId: "env",
  });
  expect(await load({ environment: { AWS_PROFILE: "dev" }, credentials })).toMatchObject({ accessKeyId: "dev" });
});

test.each<[surroundings: Surroundings, name: string]>([
  [{ config: "[default]\nsso_account_id = 1" }, "InvalidConfigError"],
  [{ config: "[default]\nlogin_session = l" }, "LoginTokenLoadError"],
])("%j asks for what is not there: nothing further down stands in for it", async (surroundings, name) => {
  const asked = load({ ...surroundings, environment: { ...surroundings.environment, AWS_CREDENTIAL_FILE: "/ec2" } });
  await expect(asked).rejects.toMatchObject({ name });
});

test("a profile chosen by code leaves the environment's web identity out", async () => {
  const environment = { AWS_WEB_IDENTITY_TOKEN_FILE: "f" };
  expect(await load({ environment, credentials: `[p]\n${keys("p")}` }, "p")).toMatchObject({ accessKeyId: "p" });
});

test("a profile's own providers ask neither the environment nor machines", () => {
  expect(profileProviders(contextIn({}, "p"), new Map(), []).map(({ method }) => method)).toEqual([
    ...["assume-role", "assume-role-with-web-identity", "sso", "shared-credentials-file", "login", "custom-process"],
    "config-file",
  ]);
});
