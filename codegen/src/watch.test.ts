import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { emptyFolder, libraryFiles, writeMadeUp } from "./load/made-up-models.js";
import { type ModelWatcher, watchModels } from "./watch.js";

let watcher: ModelWatcher | undefined;
afterEach(() => watcher?.close());

const model = "library/2020-05-01/service-2.json";

/** Each is waited for: a change that is not told hangs the test. */
test("files that are written, put in place by renaming, written again, and removed", async () => {
  const dir = writeMadeUp(libraryFiles);
  watcher = watchModels(dir);
  writeFileSync(join(dir, model), "{}");
  expect(await watcher.next()).toBe(true);

  const beside = join(emptyFolder(), "new.json");
  writeFileSync(beside, "[]");
  renameSync(beside, join(dir, model));
  expect(await watcher.next()).toBe(true);

  writeFileSync(join(dir, model), "[{}]");
  expect(await watcher.next()).toBe(true);

  rmSync(join(dir, model));
  expect(await watcher.next()).toBe(true);
});

test("folders that are new, with what comes into them later", async () => {
  const dir = writeMadeUp(libraryFiles);
  watcher = watchModels(dir);
  mkdirSync(join(dir, "zoo/2021-01-01"), { recursive: true });
  expect(await watcher.next()).toBe(true);
  writeFileSync(join(dir, "zoo/2021-01-01/service-2.json"), "{}");
  expect(await watcher.next()).toBe(true);
  rmSync(join(dir, "zoo"), { recursive: true });
  expect(await watcher.next()).toBe(true);
});

test("a watcher that is closed says so, also to who waits already", async () => {
  watcher = watchModels(writeMadeUp(libraryFiles));
  const waiting = watcher.next();
  watcher.close();
  expect(await waiting).toBe(false);
  expect(await watcher.next()).toBe(false);
});
