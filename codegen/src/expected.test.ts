import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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
