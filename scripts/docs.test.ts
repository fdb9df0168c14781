import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./clients.js";

/** Markdown that users read. Its blocks of TypeScript are programs that compile. */
const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
  "packages/local-aws/README.md",
  "packages/core/README.md",
  "packages/opentelemetry/README.md",
];

/** What examples take as given. */
const prelude = `
declare const credentials: { accessKeyId: string; secretAccessKey: string };
export {};
`;

test("every block of TypeScript in the documents compiles", () => {
  const folder = join(root, ".turbo", "docs");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let blocks = 0;
  for (const document of documents) {
    const text = readFileSync(join(root, document), "utf8");
    for (const [, code] of text.matchAll(/^```ts\n([\s\S]*?)^```/gm)) {
      blocks += 1;
      writeFileSync(join(folder, `${basename(document, ".md")}-${blocks}.ts`), prelude + code);
    }
  }
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
  expect(blocks).toBeGreaterThan(1);
  expect(stdout + stderr).toBe("");
}, 60_000);
