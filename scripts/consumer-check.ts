// What a program elsewhere gets: packs core, S3 and DynamoDB, installs the tarballs in a fresh project, compiles, runs
// tests and bundles programs there. Closes with the number of checks that passed and failed.
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { rolldown } from "rolldown";
import { readJson, root } from "./clients.js";
import type * as browser from "./consumer/browser.js";
import { installProject } from "./install-project.js";
import { mustRun } from "./run.js";

const packed = join(root, ".inia", "packed");
rmSync(packed, { recursive: true, force: true });
await mustRun("tsx", ["scripts/pack.ts", "s3", "dynamodb", "dynamodb-documents", "s3-transfer", "--to", packed]);
const { defaultCredential, startLocalAws } = await import("@inia/local-aws");
await using aws = await startLocalAws({ services: ["s3", "dynamodb"] });

const execute = promisify(execFile);
const tarballs = readdirSync(packed).filter((name) => name.endsWith(".tgz"));
const project = mkdtempSync(join(tmpdir(), "inia-consumer-"));
const common = { region: "us-east-1", credentials: defaultCredential, loadConfig: false };
const config = {
  s3: { ...common, endpoint: aws.s3.endpoint },
  dynamodb: { ...common, endpoint: aws.dynamodb.endpoint },
};
const environment = { ...process.env, CONSUMER: JSON.stringify({ config }), NO_COLOR: "1" };
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
let passed = 0;
let failed = 0;

await check("install", install);
for (const compiler of ["typescript", "typescript-5.9"]) {
  const { version } = readJson<{ version: string }>(join(root, "node_modules", compiler, "package.json"));
  await check(`compile, TypeScript ${version}`, () => compile(compiler));
}
await check("run, import", () => runProgram("imported.mjs"));
await check("run, require()", () => runProgram("required.cjs"));
await check("stubs and cassettes, node:test", () =>
  testWith(["--test", "--test-reporter=tap", "frameworks/node.test.js"]),
);
await check("stubs and cassettes, Vitest", () => testWith([vitest, "run", "--root", ".", "frameworks/vitest.test.js"]));
await check("stubs and cassettes, Jest", () => testWithJest(["--experimental-vm-modules"], "modules.config.cjs"));
await check("stubs, Jest in CommonJS", () => testWithJest([], "commonjs.config.cjs"));
await check("bundle for browsers, esbuild", bundleWithEsbuild);
await check("bundle for browsers, rolldown", bundleWithRolldown);

rmSync(project, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

async function check(name: string, verify: () => Promise<string>): Promise<void> {
  try {
    console.log(`  ✓ ${name.padEnd(32)} ${await verify()}`);
    passed += 1;
  } catch (error) {
    const { message, stderr = "", stdout = "" } = error as Error & { stdout?: string; stderr?: string };
    console.log(`  ✗ ${name}\n${message}\n${stdout}${stderr}`);
    failed += 1;
  }
}

async function install(): Promise<string> {
  cpSync(join(root, "scripts", "consumer"), project, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  const files = tarballs.map((name) => join(packed, name));
  await execute("npm", ["install", "--offline", "--no-audit", "--no-fund", ...files], { cwd: project });

  const { packages } = readJson<{ packages: Record<string, { dependencies?: Record<string, string> }> }>(
    join(project, "node_modules", ".package-lock.json"),
  );
  const core = packages["node_modules/@inia/core"];
  if (core === undefined || core.dependencies !== undefined) throw new Error("core is missing, or depends on packages");
  const sizes = Object.keys(packages).map((path) => `${path.split("/").at(-1)} ${megabytes(join(project, path))}`);
  if (sizes.length !== tarballs.length) throw new Error(`installed more than the tarballs: ${sizes.join(", ")}`);
  return `${sizes.length} packages, no other: ${sizes.join(", ")} MB`;
}

function megabytes(folder: string): string {
  const sizes = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => {
    const found = statSync(join(folder, name));
    return found.isFile() ? found.size : 0;
  });
  return (sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(2);
}

/** Under both resolutions, with Node's types, with a browser's, and with none. */
async function compile(compiler: string): Promise<string> {
  const surroundings = {
    "no types": { lib: ["es2022"], types: [] },
    Node: { lib: ["es2022"], types: ["node"], typeRoots: [join(root, "node_modules", "@types")] },
    DOM: { lib: ["es2022", "dom", "dom.iterable"], types: [] },
  };
  const resolutions = { nodenext: { module: "nodenext" }, bundler: { module: "esnext", moduleResolution: "bundler" } };
  for (const [resolution, modules] of Object.entries(resolutions)) {
    for (const [surrounding, types] of Object.entries(surroundings)) {
      const file = join(project, "tsconfig.json");
      const compilerOptions = {
        ...types,
        ...modules,
        target: "es2022",
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: false,
      };
      writeFileSync(file, JSON.stringify({ compilerOptions, files: ["program.ts", "browser.ts"] }));
      const tsc = join(root, "node_modules", compiler, "bin", "tsc");
      await execute(process.execPath, [tsc, "-p", project]).catch((error: Error) => {
        error.message = `${resolution}, ${surrounding}`;
        throw error;
      });
    }
  }
  return `${Object.keys(resolutions).join(", ")}; with ${Object.keys(surroundings).join(", ")}`;
}

async function runProgram(name: string): Promise<string> {
  const { stdout } = await execute(process.execPath, [join(project, name)], { cwd: project, env: environment });
  return (JSON.parse(stdout) as string[]).join(" · ");
}

/** Runs tests that stand in the project with a framework of ours, and tells how many passed. */
async function testWith(args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await execute(process.execPath, args, { cwd: project, env: environment });
  const counted = /^# pass (\d+)$|^ *Tests:? +(\d+) passed/m.exec(stdout + stderr);
  const passed = counted?.[1] ?? counted?.[2];
  if (passed === undefined || passed === "0") throw Object.assign(new Error("no test ran"), { stdout, stderr });
  return `${passed} passed`;
}

async function testWithJest(flags: readonly string[], config: string): Promise<string> {
  const jest = join(root, "scripts", "jest");
  installProject(jest, "stubs are tried in Jest");
  const program = join(jest, "node_modules", "jest", "bin", "jest.js");
  return testWith([...flags, program, "--no-cache", "--config", join(jest, config), "--rootDir", project]);
}

async function bundleWithEsbuild(): Promise<string> {
  const outfile = join(project, "esbuild", "bundle.js");
  await build({
    entryPoints: [join(project, "browser.ts")],
    outfile,
    bundle: true,
    format: "esm",
    minify: true,
    platform: "browser",
    logLevel: "silent",
  });
  return useBundle(outfile);
}

async function bundleWithRolldown(): Promise<string> {
  const file = join(project, "rolldown", "bundle.js");
  await using bundle = await rolldown({ input: join(project, "browser.ts"), platform: "browser", logLevel: "silent" });
  await bundle.write({ file, format: "esm", minify: true, codeSplitting: false });
  return useBundle(file);
}

/** A bundle holds nothing of Node, and works with what browsers have, too. It reads what the program before it put. */
async function useBundle(file: string): Promise<string> {
  const code = readFileSync(file);
  const [node] = /\bnode:[a-z/_]+/.exec(code.toString()) ?? [];
  if (node !== undefined) throw new Error(`the bundle imports ${node}`);
  const { readText } = (await import(pathToFileURL(file).href)) as typeof browser;
  const text = await readText(config.s3, "consumer", "greeting");
  return `getObject: ${(gzipSync(code, { level: 9 }).length / 1000).toFixed(1)} kB gzip, reads "${text}"`;
}
