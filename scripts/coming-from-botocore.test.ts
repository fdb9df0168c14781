import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3 } from "@inia/client-s3";
import { defaultCredential, type LocalAws, startLocalAws } from "@inia/local-aws";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { root } from "./clients.js";
import { type Line, readTables, type Section, toProgram } from "./coming-from-botocore.js";

/** What became of a line: its value, or what it threw, and what the document says that it gives. */
interface Outcome {
  readonly value?: unknown;
  readonly error?: unknown;
  readonly isPromise?: boolean;
  readonly expected?: unknown;
}

const { given, sections } = readTables(readFileSync(join(root, "docs", "coming-from-botocore.md"), "utf8"));
const folder = join(root, ".turbo", "coming-from-botocore");
const home = mkdtempSync(join(tmpdir(), "inia-botocore-"));
let aws: LocalAws<"s3" | "dynamodb">;
let outcomes: ReadonlyMap<number, Outcome>;

beforeAll(async () => {
  aws = await startLocalAws({ services: ["s3", "dynamodb"], region: "eu-west-1" });
  setEnvironment();
  const s3 = new S3({ region: "eu-west-1", credentials: defaultCredential });
  await s3.createBucket({ Bucket: "photos", CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } });
  for (const name of ["a", "b", "c"])
    await s3.putObject({ Bucket: "photos", Key: `${name}.txt`, Body: `${name}\nb\n` });
  outcomes = await runLines();
}, 60_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
  await aws.close();
});

/** The machine of the document's reader: two profiles, and a model of the reader's own. */
function setEnvironment(): void {
  const { accessKeyId, secretAccessKey } = defaultCredential;
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  const config = `[profile dev]\nregion = eu-west-1\n${keys}[profile ci]\nregion = us-east-1\n`;
  writeFileSync(join(home, "config"), config);
  cpSync(join(root, "models", "sqs"), join(home, "models", "books"), { recursive: true });
  for (const name of Object.keys(process.env).filter((name) => name.startsWith("AWS_"))) vi.stubEnv(name, undefined);
  vi.stubEnv("HOME", home);
  vi.stubEnv("AWS_CONFIG_FILE", join(home, "config"));
  vi.stubEnv("AWS_DATA_PATH", join(home, "models"));
  vi.stubEnv("AWS_ACCESS_KEY_ID", accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", secretAccessKey);
  vi.stubEnv("AWS_ENDPOINT_URL_S3", aws.s3.endpoint);
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", aws.dynamodb.endpoint);
}

/** Compiles the lines as one program, and runs it. */
async function runLines(): Promise<ReadonlyMap<number, Outcome>> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "lines.ts"), toProgram(given, sections));
  const compilerOptions = {
    composite: false,
    declaration: false,
    isolatedDeclarations: false,
    noUnusedLocals: false,
    sourceMap: false,
    types: ["node"],
    outDir: ".",
  };
  const config = { extends: "../../tsconfig.base.json", compilerOptions, files: ["lines.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  expect(stdout).toBe("");
  // Loaded by Node itself: clients that are looked up by name are, too, and classes shall be the same.
  const program = createRequire(import.meta.url)(join(folder, "lines.js")) as { run(): Promise<Map<number, Outcome>> };
  return program.run();
}

describe.each(sections)("$name", ({ lines }: Section) => {
  test.each(lines)("$botocore", ({ number, isAsync, gives }: Line) => {
    const outcome = outcomes.get(number);
    if (outcome === undefined) return expect.fail("an earlier line of the section failed");
    const { value, error, isPromise, expected } = outcome;
    if (gives.startsWith("throws ")) {
      expect(error).toBeInstanceOf(expected);
    } else {
      if (error !== undefined) throw error;
      if (gives !== "") expectGiven(value, expected);
    }
    expect(isPromise, "asynchronous").toBe(isAsync);
    return undefined;
  });
});

function expectGiven(value: unknown, expected: unknown): void {
  if (expected instanceof RegExp) expect(String(value)).toMatch(expected);
  else if (typeof expected === "function") expect(value).toBeInstanceOf(expected);
  else if (Object.getPrototypeOf(expected ?? 0) === Object.prototype) expect(value).toMatchObject(expected as object);
  else expect(value).toEqual(expected);
}
