import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { coreCallsFolder, generateCoreCalls } from "./core-calls.fixture.js";
import { expectedFolder, generateExpected } from "./expected.fixture.js";

const update = "Run `npm run fixtures` and review what changed in codegen/fixtures/expected.";

const packages = generateExpected();

describe.each([...packages])("%s", (name, files) => {
  test("comes out as it stands in git", () => {
    const folder = join(expectedFolder, name);
    const written = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
    const paths = written.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    expect(paths.sort(), update).toEqual(files.map(({ path }) => join(folder, path)).sort());
    for (const { path, text } of files) expect(text, update).toBe(readFileSync(join(folder, path), "utf8"));
  });
});

test("git holds no package whose model is gone", () => {
  expect(readdirSync(expectedFolder).sort(), update).toEqual([...packages.keys()].sort());
});

test("core's own calls stand in git as they are generated", () => {
  const files = generateCoreCalls();
  const again = "Run `npm run fixtures` and review what changed in packages/core/src/credentials/operations.";
  expect(readdirSync(coreCallsFolder).sort(), again).toEqual(files.map(({ path }) => path).sort());
  for (const { path, text } of files) expect(readFileSync(join(coreCallsFolder, path), "utf8"), again).toBe(text);
});
