import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, expectTypeOf, test, vi } from "vitest";
import type { CredentialsInput } from "../config/client-config.js";
import { surround, temporaryFolder } from "../config/shared-files.fixture.js";
import { fromEnv } from "./from-env.js";
import { fromProfile } from "./from-profile.js";
import { fromStatic } from "./from-static.js";

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
});
afterEach(() => vi.unstubAllEnvs());

const keys = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;

test("fromStatic always gives the same keys", async () => {
  const given = { accessKeyId: "a", secretAccessKey: "s" };
  const source = fromStatic(given);
  given.accessKeyId = "changed";
  expect(await source()).toMatchObject({ accessKeyId: "a" });
});

test("fromEnv reads the environment at each call, and fails where there is nothing", async () => {
  const source = fromEnv();
  await expect(source()).rejects.toMatchObject({
    name: "NoCredentialsError",
    message: "Unable to locate credentials: AWS_ACCESS_KEY_ID is not set.",
  });
  vi.stubEnv("AWS_ACCESS_KEY_ID", "a");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "s");
  expect(await source()).toMatchObject({ accessKeyId: "a", method: "env" });
});

test("fromProfile reads a profile, never the environment's keys", async () => {
  const environment = surround({ credentials: `[default]\n${keys("d")}[dev]\n${keys("dev")}` });
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "env");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "s");
  expect(await fromProfile()()).toMatchObject({ accessKeyId: "d" });
  expect(await fromProfile({ profile: "dev" })()).toMatchObject({ accessKeyId: "dev" });
  vi.stubEnv("AWS_PROFILE", "dev");
  expect(await fromProfile()()).toMatchObject({ accessKeyId: "dev" });
});

test("fromProfile takes other files", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "c"), `[profile p]\n${keys("c")}`);
  const source = fromProfile({ profile: "p", configFile: join(folder, "c"), credentialsFile: join(folder, "none") });
  expect(await source()).toMatchObject({ accessKeyId: "c", method: "config-file" });
});

test("fromProfile says where it looked when it finds nothing", async () => {
  const environment = surround({});
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  await expect(fromProfile({ profile: "p" })()).rejects.toMatchObject({
    name: "NoCredentialsError",
    message: expect.stringContaining('profile "p" of '),
  });
});

test("providers of aws-sdk v3 are what clients take, too", () => {
  type Identity = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly expiration?: Date };
  // oxlint-disable-next-line typescript/no-explicit-any -- as @smithy/types has it
  type IdentityProvider = (properties?: Record<string, any>) => Promise<Identity>;
  expectTypeOf<IdentityProvider>().toExtend<CredentialsInput>();
  expectTypeOf<() => Promise<Identity>>().toExtend<CredentialsInput>();
});
