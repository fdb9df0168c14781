import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

test.each([
  ["the built clients", []],
  ["clients of models that are read at run time", ["--dynamic"]],
])("the sample of vectors passes through %s", { timeout: 60_000 }, (_, given) => {
  const cli = path("../dist/cli.js");
  expect(existsSync(cli), "npm run build comes first").toBe(true);
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "--vectors", path("../sample"), ...given], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^\d{3,} passed, 0 failed, \d+ skipped$/m);
  expect(status).toBe(0);
});

test("what differs from a vector is a failure, shown with its place", { timeout: 60_000 }, () => {
  const { status, stdout } = spawnSync(process.execPath, [path("../dist/cli.js"), "--vectors", path("../testdata")], {
    encoding: "utf8",
  });
  expect(stdout).toContain("at        header x-amz-target");
  expect(stdout).toMatch(/^1 passed, 1 failed, 0 skipped$/m);
  expect(status).toBe(1);
});

test("a folder that is not there is skipped, and said so", () => {
  const { status, stdout } = spawnSync(process.execPath, [path("../dist/cli.js"), "--vectors", "/nowhere"], {
    encoding: "utf8",
  });
  expect(stdout).toBe("skipped: there is no /nowhere\n");
  expect(status).toBe(0);
});
