import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Surroundings, storeIn, temporaryFolder } from "../../config/shared-files.fixture.js";
import { fromProcess } from "../from-process.js";
import { processProvider } from "./process.js";

/** A command line that runs a script of Node's. */
function command(script: string, ...args: string[]): string {
  const path = join(temporaryFolder(), "with blank.cjs");
  writeFileSync(path, script);
  return [`"${process.execPath}"`, `"${path}"`, ...args].join(" ");
}

const print = (output: unknown): string => command(`console.log(${JSON.stringify(JSON.stringify(output))})`);
const keys = { Version: 1, AccessKeyId: "a", SecretAccessKey: "verySecret" };

function load(surroundings: Surroundings, now = 0): ReturnType<ReturnType<typeof processProvider>["load"]> {
  const { files } = storeIn(surroundings);
  return processProvider({ files, profile: "default", clock: () => now, logger: undefined }).load(() => {});
}

const inConfig = (line: string): Surroundings => ({ config: `[default]\ncredential_process = ${line}\n` });

test("what the program prints is read", async () => {
  const credentials = await load(inConfig(print({ ...keys, SessionToken: "t", AccountId: "1" })));
  expect(credentials).toMatchObject({
    method: "custom-process",
    accessKeyId: "a",
    secretAccessKey: "verySecret",
    sessionToken: "t",
    accountId: "1",
  });
});

test("the program may be named in the credentials file, the account by the profile", async () => {
  const credentials = await load({
    config: "[default]\naws_account_id = 2",
    credentials: `[default]\ncredential_process = ${print(keys)}`,
  });
  expect(credentials).toMatchObject({ accessKeyId: "a", accountId: "2" });
});

test("words are split as a shell would, but no shell runs", async () => {
  const line = command(
    "console.log(JSON.stringify({ Version: 1, AccessKeyId: process.argv.slice(2).join('|'), SecretAccessKey: 's' }))",
  );
  expect(await load(inConfig(`${line} 'a b' $HOME "*"; echo`))).toMatchObject({ accessKeyId: "a b|$HOME|*;|echo" });
});

test("with an expiration the program runs again before that time", async () => {
  const counter = join(temporaryFolder(), "count");
  writeFileSync(counter, "");
  const script = `
    const fs = require("node:fs");
    fs.appendFileSync(${JSON.stringify(counter)}, "x");
    const runs = fs.readFileSync(${JSON.stringify(counter)}).length;
    const Expiration = new Date(runs * 3600000).toISOString();
    console.log(JSON.stringify({ Version: 1, AccessKeyId: "run " + runs, SecretAccessKey: "s", Expiration }));`;
  const credentials = await load(inConfig(command(script)), 3_599_000);
  expect(credentials?.accessKeyId).toBe("run 1");
  expect((await credentials?.getFrozenCredentials())?.accessKeyId).toBe("run 2");
  expect((await credentials?.getFrozenCredentials())?.accessKeyId).toBe("run 2");
});

test("a profile without the setting passes", async () => {
  expect(await load({ config: "[default]\nregion = r" })).toBeUndefined();
});

test.each<[problem: string, line: () => string, message: RegExp]>([
  ["a program that fails", () => command("console.error('no login'); process.exit(3)"), /ended with 3: no login/],
  ["a program that is not there", () => "/nowhere/program", /\/nowhere\/program cannot be run/],
  ["output that is not JSON", () => command("console.log('verySecret')"), /did not print JSON/],
  ["another version", () => print({ ...keys, Version: 2 }), /Version is 2; 1 is supported/],
  ["no version", () => print({ ...keys, Version: undefined }), /Version is undefined/],
  ["no key", () => print({ ...keys, AccessKeyId: undefined }), /no AccessKeyId/],
  ["no secret", () => print({ ...keys, SecretAccessKey: undefined }), /no SecretAccessKey/],
  ["a quote that is not closed", () => `"open`, /quote that is not closed/],
])("%s is an error without values", async (_problem, line, message) => {
  const error = await load(inConfig(line())).then(
    () => undefined,
    (reason: Error) => reason,
  );
  expect(error).toMatchObject({ name: "CredentialRetrievalError", message: expect.stringMatching(message) });
  expect(error?.message).not.toContain("verySecret");
});

test("programs use it alone", async () => {
  expect(await fromProcess(print(keys))()).toMatchObject({ accessKeyId: "a", "~features": "w" });
});
