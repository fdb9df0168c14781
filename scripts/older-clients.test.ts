import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { defaultCredential, type LocalAws, startLocalAws } from "@inia/local-aws";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type * as sts from "../codegen/fixtures/released/sts/index.js";
import { readJson, root } from "./clients.js";

interface Imports {
  readonly values?: readonly string[];
  readonly types?: readonly string[];
}

const released = join(root, "codegen", "fixtures", "released");
const imports = Object.entries(readJson<Record<string, Imports>>(join(released, "imports.json")));
let older: typeof sts;
let aws: LocalAws<"sts">;
let config: ConstructorParameters<typeof sts.STSClient>[0];

beforeAll(async () => {
  older = (await import(join(released, "sts", "index.js"))) as typeof sts;
  aws = await startLocalAws({ services: ["sts"] });
  config = { region: "us-east-1", credentials: defaultCredential, loadConfig: false, endpoint: aws.sts.endpoint };
});
afterAll(() => aws.close());

test("a client of an older release calls, as a function and as a method", async () => {
  using client = new older.STS(config);
  const { Account, Arn } = await older.getCallerIdentity(client, {});
  expect(Arn).toContain(Account);
  const { Credentials } = await client.assumeRole({
    RoleArn: `arn:aws:iam::${Account}:role/reader`,
    RoleSessionName: "session",
  });
  expect(Credentials?.Expiration).toBeInstanceOf(Date);
});

test("it resolves its endpoint by its own rules, checks input and presigns", async () => {
  const { explain, presign } = await import("@inia/core");
  using client = new older.STSClient({ ...config, endpoint: undefined, useFipsEndpoint: true });
  const { endpoint } = await explain(client, older.getCallerIdentity, {});
  expect(endpoint).toBe("https://sts-fips.us-east-1.amazonaws.com");
  expect((await presign(client, older.getCallerIdentity, {})).url).toContain("X-Amz-Signature=");
  await expect(older.assumeRole(client, {} as never)).rejects.toMatchObject({ name: "ParamValidationError" });
});

test("its errors are today's, of its own classes", async () => {
  const { ClientError, isIniaError, tryCall } = await import("@inia/core");
  using client = new older.STSClient({ ...config, credentials: { accessKeyId: "AKIANOBODY", secretAccessKey: "no" } });
  const { error } = await tryCall(client, older.getCallerIdentity, {});
  expect(error).toBeInstanceOf(ClientError);
  expect(isIniaError(error)).toBe(true);
  expect(new older.ExpiredTokenException("late", { code: "ExpiredToken" })).toBeInstanceOf(ClientError);
});

test("it loads its model", async () => {
  using client = new older.STS(config);
  expect((await client.meta.serviceModel).operationNames).toContain("AssumeRole");
});

test.each(imports)("%s still has what clients of that release import when they run", async (entry, { values = [] }) => {
  const names = Object.keys((await import(entry)) as object);
  expect(names).toEqual(expect.arrayContaining([...values]));
});

test("its declarations and all types that clients of that release import are still compiled", async () => {
  mkdirSync(join(root, ".inia"), { recursive: true });
  const folder = mkdtempSync(join(root, ".inia", "older-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const lines = imports.map(([entry, { types = [], values = [] }], at) => {
    const names = [...new Set([...types, ...values])].map((name) => `${name} as ${name}${at}`);
    return `export type { ${names.join(", ")} } from "${entry}";`;
  });
  const program = [
    `import { getCallerIdentity, STSClient } from ${JSON.stringify(join(released, "sts", "index.js"))};`,
    'import { presign } from "@inia/core";',
    "const client = new STSClient({ region: 'us-east-1' });",
    "export const account: string | undefined = (await getCallerIdentity(client, {})).Account;",
    "export const url: string = (await presign(client, getCallerIdentity, {})).url;",
  ];
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    lib: ["es2022", "esnext.disposable"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(join(folder, "program.ts"), [...program, ...lines].join("\n"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", folder]).catch((error: unknown) => ({
    stdout: (error as { stdout: string }).stdout,
  }));
  expect(stdout).toBe("");
});
