import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { temporaryFolder } from "../config/shared-files.fixture.js";
import { jsonFileCache } from "./json-file-cache.js";

afterEach(() => vi.unstubAllEnvs());

test("values are kept in a file each, which its owner alone may read", () => {
  const folder = join(temporaryFolder(), "to", "cache");
  jsonFileCache(folder).set("key", { a: [1, "é"] });
  expect(readFileSync(join(folder, "key.json"), "utf8")).toBe('{"a": [1, "\\u00e9"]}');
  expect(statSync(join(folder, "key.json")).mode & 0o777).toBe(0o600);
  expect(jsonFileCache(folder).get("key")).toEqual({ a: [1, "é"] });
});

test("a file is replaced as a whole, and nothing else stays behind", () => {
  const folder = temporaryFolder();
  const cache = jsonFileCache(folder);
  cache.set("key", { long: "x".repeat(100_000) });
  cache.set("key", { short: 1 });
  expect(cache.get("key")).toEqual({ short: 1 });
  expect(readdirSync(folder)).toEqual(["key.json"]);
});

test("a file that cannot be put in place leaves nothing behind", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "key.json", "in the way"), { recursive: true });
  expect(() => jsonFileCache(folder).set("key", 1)).toThrow();
  expect(readdirSync(folder)).toEqual(["key.json"]);
});

test.each([["not JSON"], ['{"a": 1'], [""]])("a file that holds %j counts as absent", (text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "key.json"), text);
  expect(jsonFileCache(folder).get("key")).toBeUndefined();
});

test("what is not there, or is no file, is absent", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "key.json"));
  expect(jsonFileCache(folder).get("key")).toBeUndefined();
  expect(jsonFileCache(folder).get("other")).toBeUndefined();
});

test("the default folder is botocore's", () => {
  const home = temporaryFolder();
  vi.stubEnv("HOME", home);
  jsonFileCache().set("key", 1);
  expect(readFileSync(join(home, ".aws", "boto", "cache", "key.json"), "utf8")).toBe("1");
});
