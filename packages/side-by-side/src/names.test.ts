import { beforeAll, expect, test, vi } from "vitest";
import { acceptedNames } from "./accepted-names.js";
import { missingNames, packagePairs } from "./exported-names.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const pairs = packagePairs();
const accepted = acceptedNames();
const missing = new Map<string, string[]>();

beforeAll(async () => {
  for (const pair of pairs) missing.set(pair.awsSdk, await missingNames(pair));
});

test.each(pairs)("$awsSdk: its entry has all names, but those that are listed", ({ awsSdk }) => {
  const unlisted = missing.get(awsSdk)!.filter((name) => !accepted.some(({ isAbout }) => isAbout(awsSdk, name)));
  expect(unlisted).toEqual([]);
});

test("what is listed is still missing", () => {
  const all = [...missing].flatMap(([awsSdk, names]) => names.map((name) => [awsSdk, name] as const));
  const idle = accepted.filter(({ isAbout }) => !all.some(([awsSdk, name]) => isAbout(awsSdk, name)));
  expect(idle.map(({ line }) => `missing-names.txt:${line}`)).toEqual([]);
});
