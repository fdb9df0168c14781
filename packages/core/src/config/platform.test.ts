import { existsSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, expectTypeOf, test, vi } from "vitest";
import * as nodeRoot from "./core-root.node.js";
import * as webRoot from "./core-root.web.js";
import * as nodeEnvironment from "./environment.node.js";
import * as webEnvironment from "./environment.web.js";
import * as nodeFiles from "./files.node.js";
import * as webFiles from "./files.web.js";
import { temporaryFolder } from "./shared-files.fixture.js";

afterEach(() => vi.unstubAllEnvs());

test("both platforms have the same exports", () => {
  expectTypeOf<typeof webFiles>().toEqualTypeOf<typeof nodeFiles>();
  expectTypeOf<typeof webRoot>().toEqualTypeOf<typeof nodeRoot>();
  expectTypeOf<typeof webEnvironment>().toEqualTypeOf<typeof nodeEnvironment>();
});

test("files that are there are read, others are undefined", () => {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, "text");
  expect(new TextDecoder().decode(nodeFiles.readFile(path))).toBe("text");
  expect(nodeFiles.readFile(`${path}.missing`)).toBeUndefined();
  expect(webFiles.readFile(path)).toBeUndefined();
});

test("the home directory is HOME, else the system's", () => {
  vi.stubEnv("HOME", "/home/by-variable");
  expect(nodeFiles.homeDirectory()).toBe("/home/by-variable");
  vi.stubEnv("HOME", undefined);
  expect(nodeFiles.homeDirectory()).toBe(homedir());
  expect(webFiles.homeDirectory()).toBeUndefined();
});

test("the environment is the program's, as it is now", () => {
  const environment = nodeEnvironment.environmentVariables();
  vi.stubEnv("INIA_TEST_VARIABLE", "later");
  expect(environment.INIA_TEST_VARIABLE).toBe("later");
  expect(webEnvironment.environmentVariables()).toEqual({});
});

test("core knows its folder where there is one", () => {
  expect(existsSync(join(nodeRoot.CORE_ROOT!, "package.json"))).toBe(true);
  expect(webRoot.CORE_ROOT).toBeUndefined();
});
