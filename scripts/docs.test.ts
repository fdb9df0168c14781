import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./clients.js";
import { docsBlocks } from "./docs-blocks.js";
import { type DocsWorld, startDocsWorld } from "./docs-world.js";

const blocks = docsBlocks();
const folder = join(root, ".turbo", "docs");

/** What examples take as given. */
const types = `
declare const credentials: { accessKeyId: string; secretAccessKey: string };
export {};
`;

test("every block of TypeScript in the documents compiles", () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, code } of blocks) writeFileSync(join(folder, `${name}.ts`), types + code);
  const config = {
    extends: "../../tsconfig.base.json",
    compilerOptions: {
      noEmit: true,
      composite: false,
      declaration: false,
      isolatedDeclarations: false,
      noUnusedLocals: false,
      types: ["node"],
    },
    include: ["*.ts"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  expect(blocks.length).toBeGreaterThan(1);
  expect(stdout + stderr).toBe("");
}, 60_000);

describe("every block runs, against local servers", () => {
  let world: DocsWorld;
  let place: string;

  beforeAll(async () => {
    world = await startDocsWorld();
    // Below the repository, so that the packages are found.
    place = mkdtempSync(join(root, ".turbo", "docs-run-"));
  });
  afterAll(async () => {
    await world.close();
    rmSync(place, { recursive: true, force: true });
  });

  test.for(blocks.filter(({ runs }) => runs))("$name", { timeout: 60_000 }, async ({ name, code }) => {
    await world.reset();
    const { accessKeyId, secretAccessKey } = world.credential;
    const given = `const credentials = ${JSON.stringify({ accessKeyId, secretAccessKey })};\n`;
    const { code: script } = await transform(given + world.localise(code), { loader: "ts", target: "node20" });
    const file = join(place, `${name}.mjs`);
    writeFileSync(file, script);
    const { status, output } = await runProgram(file, world.environment);
    expect(status, output).toBe(0);
  });
});

/** With a home of its own, in a folder of its own: blocks write files. */
function runProgram(
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | null; readonly output: string }> {
  const cwd = mkdtempSync(join(tmpdir(), "inia-docs-"));
  mkdirSync(join(cwd, "public"));
  for (const name of ["long.mp4", "alien.mp4", "today.gz", "public/index.html"])
    writeFileSync(join(cwd, name), "content");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file], {
      cwd,
      env: { PATH: process.env["PATH"], ...environment },
      timeout: 30_000,
    });
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.on("error", reject);
    child.on("close", (status) => {
      rmSync(cwd, { recursive: true, force: true });
      resolve({ status, output });
    });
  });
}
