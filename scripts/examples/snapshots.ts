import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../clients.js";
import { folderOf, runScript } from "./program.js";

/** Its own tests pass; and fail when the program is changed so that it is wrong, each in one place. */
export async function checkSnapshots(): Promise<string> {
  const right = await runScript("snapshots", "test");
  const [, passed] = /Tests +(\d+) passed \(/.exec(right.output) ?? [];
  assert.equal(right.code, 0, right.output);
  assert.equal(passed, "5");
  for (const [from, to] of mistakes) {
    const { code, output } = await testWithMistake(from, to);
    assert.equal(code, 1, `the tests do not notice ${to}\n${output}`);
  }
  return `${passed} tests of its own pass with the stubber; they notice each of ${mistakes.length} mistakes`;
}

/** What the stubber finds: a parameter too many, a call that is never made, one that is not expected. */
const mistakes = [
  ['OwnerIds: ["self"]', "OwnerIds: []"],
  ["slice(keep)", "slice(keep + 1)"],
  ["isDry || (await", "(await"],
] as const;

async function testWithMistake(from: string, to: string): Promise<{ code: number | null; output: string }> {
  // Below the root, so that it finds packages as the example does.
  await mkdir(join(root, ".inia"), { recursive: true });
  const folder = await mkdtemp(join(root, ".inia", "snapshots-"));
  try {
    await cp(folderOf("snapshots"), folder, { recursive: true });
    const source = await readFile(join(folder, "prune.ts"), "utf8");
    assert.ok(source.includes(from));
    await writeFile(join(folder, "prune.ts"), source.replace(from, to));
    return await runScript(folder, "test");
  } finally {
    await rm(folder, { recursive: true });
  }
}
