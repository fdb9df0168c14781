import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 120_000 });

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "inia-migrate-"));
const program = `\uFEFFimport { S3Client } from '@aws-sdk/client-s3'\nimport AWS from "aws-sdk";\nnew S3Client({}).middlewareStack\n`;

beforeAll(() => {
  mkdirSync(join(folder, "src", "node_modules"), { recursive: true });
  writeFileSync(join(folder, "src", "a.ts"), program);
  writeFileSync(join(folder, "src", "b.cjs"), `const { Upload } = require("@aws-sdk/lib-storage");\n`);
  writeFileSync(join(folder, "src", "notes.md"), "@aws-sdk/client-s3");
  writeFileSync(join(folder, "src", "node_modules", "c.js"), `require("@aws-sdk/client-s3");`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (path: string): string => readFileSync(join(folder, "src", path), "utf8");
const migrate = (...args: string[]) =>
  spawnSync(process.execPath, [cli, "migrate", ...args], { cwd: folder, encoding: "utf8" });

test("--dry-run tells each change, and writes none", () => {
  const { status, stdout } = migrate("src", "--dry-run");
  expect([status, stdout]).toEqual([
    0,
    [
      "src/a.ts:1: @aws-sdk/client-s3 → @inia/client-s3/aws-sdk",
      "src/b.cjs:1: @aws-sdk/lib-storage → @inia/aws-sdk/lib-storage",
      "Would change 2 imports in 2 files.",
      "Left as they are:",
      "  src/a.ts:2: aws-sdk: this is aws-sdk v2: go over to v3 first",
      "To look at:",
      '  src/a.ts:3: middlewareStack: a bundle needs `import "@inia/aws-sdk/middleware"` for it',
      "Install: @inia/aws-sdk @inia/client-s3 @inia/s3-transfer",
      "No longer imported in these files: @aws-sdk/client-s3 @aws-sdk/lib-storage",
      "",
    ].join("\n"),
  ]);
  expect(read("a.ts")).toBe(program);
});

test("the files are changed, and other files are left alone", () => {
  expect(migrate("src").stdout).toMatch(/^Changed 2 imports in 2 files\./);
  expect(read("a.ts")).toBe(program.replace("@aws-sdk/client-s3", "@inia/client-s3/aws-sdk"));
  expect(read("b.cjs")).toBe(`const { Upload } = require("@inia/aws-sdk/lib-storage");\n`);
  expect([read("notes.md"), read("node_modules/c.js")]).toEqual([
    "@aws-sdk/client-s3",
    `require("@aws-sdk/client-s3");`,
  ]);
  expect(migrate("src").stdout).toMatch(/^Changed 0 imports/);
});

test("a repository of packages is told for each what to install, and what lies elsewhere is named", () => {
  const files = {
    "packages/a/package.json": `{\n  "dependencies": {\n    "@aws-sdk/client-s3": "3"\n  },\n  "jest": { "moduleNameMapper": { "@aws-sdk/client-s3": "x" } }\n}`,
    "packages/a/src/a.ts": `import { S3 } from "@aws-sdk/client-s3";\n`,
    "packages/a/src/App.vue": `<script>\nimport { S3 } from "@aws-sdk/client-s3";\n</script>\n`,
    "packages/b/package.json": `{ "name": "b" }`,
    "packages/b/__mocks__/@aws-sdk/client-sqs.js": `module.exports = {};\n`,
    "packages/b/src/b.ts": `import { SQS } from "@aws-sdk/client-sqs";\n`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  expect(migrate("packages").stdout.split("\n")).toEqual([
    "Changed 2 imports in 2 files.",
    "Left as they are:",
    "  packages/a/package.json:5: @aws-sdk/client-s3: this file is not read as source: change it by hand",
    "  packages/a/src/App.vue:2: @aws-sdk/client-s3: this file is not read as source: change it by hand",
    "  packages/b/__mocks__/@aws-sdk/client-sqs.js:1: @aws-sdk/client-sqs: jest takes this file for the package: move it to __mocks__/@inia/client-sqs/aws-sdk",
    "Install in packages/a: @inia/client-s3",
    "Install in packages/b: @inia/client-sqs",
    "",
  ]);
});
