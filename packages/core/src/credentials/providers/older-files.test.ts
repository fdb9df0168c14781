import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { temporaryFolder } from "../../config/shared-files.fixture.js";
import { botoConfigProvider } from "./boto-config.js";
import { ec2CredentialsFileProvider } from "./ec2-credentials-file.js";

afterEach(() => vi.unstubAllEnvs());

function file(text: string): string {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, text);
  return path;
}

test("the EC2 tools' file has lines with =, others are passed over", async () => {
  const path = file("# comment\r\nAWSAccessKeyId = a\r\nAWSSecretKey=s=x\r\nother=1");
  const credentials = await ec2CredentialsFileProvider({ environment: { AWS_CREDENTIAL_FILE: path } }).load(() => {});
  expect(credentials).toMatchObject({ method: "ec2-credentials-file", accessKeyId: "a", secretAccessKey: "s=x" });
});

test("the EC2 tools' file may have no key, but not half of one", async () => {
  const load = (text: string): Promise<unknown> =>
    ec2CredentialsFileProvider({ environment: { AWS_CREDENTIAL_FILE: file(text) } }).load(() => {});
  expect(await load("other=1")).toBeUndefined();
  await expect(load("AWSAccessKeyId=a")).rejects.toMatchObject({ name: "PartialCredentialsError" });
});

test("an EC2 tools' file that is named must be there", async () => {
  const { load } = ec2CredentialsFileProvider({ environment: { AWS_CREDENTIAL_FILE: "/nowhere/file" } });
  await expect(load(() => {})).rejects.toMatchObject({ name: "ConfigNotFound" });
  expect(await ec2CredentialsFileProvider({ environment: {} }).load(() => {})).toBeUndefined();
});

const boto = "[Credentials]\naws_access_key_id = a\naws_secret_access_key = s\naws_session_token = t\n";

test("boto's file is the one that BOTO_CONFIG names; it has no session tokens", async () => {
  const credentials = await botoConfigProvider({ environment: { BOTO_CONFIG: file(boto) } }).load(() => {});
  expect(credentials).toMatchObject({ method: "boto-config", accessKeyId: "a", sessionToken: undefined });
});

test("else boto's file is ~/.boto", async () => {
  const home = temporaryFolder();
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, ".boto"), boto);
  vi.stubEnv("HOME", home);
  expect(await botoConfigProvider({ environment: {} }).load(() => {})).toMatchObject({ accessKeyId: "a" });
});

test("boto's file may be missing or have other sections", async () => {
  expect(await botoConfigProvider({ environment: { BOTO_CONFIG: "/nowhere/boto" } }).load(() => {})).toBeUndefined();
  expect(
    await botoConfigProvider({ environment: { BOTO_CONFIG: file("[Boto]\nx = 1") } }).load(() => {}),
  ).toBeUndefined();
});
