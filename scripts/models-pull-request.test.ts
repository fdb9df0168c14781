import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "./clients.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "inia-pull-request-"));
  git(folder, "init", "--quiet", "--bare", "origin.git");
  git(folder, "clone", "--quiet", "origin.git", "checkout");
  write("models/VERSION", "1.0.0\n");
  write(".gitignore", ".inia/\n");
  for (const dir of ["packages/core", "codegen/fixtures", ".changeset", "scripts"]) write(`${dir}/kept`, "");
  copyFileSync(join(root, "scripts/models-pull-request.sh"), join(checkout(), "scripts/models-pull-request.sh"));
  commitAll();
  git(checkout(), "push", "--quiet", "origin", "HEAD:main");
  // Stands for GitHub's program: writes down what it is asked, and the body that it is given.
  write("../bin/gh", '#!/bin/sh\necho "$@" >>"$ASKED"\nif [ "$1" = pr ]; then cat "$8" >"$ASKED.body"; fi\n');
  chmodSync(join(folder, "bin/gh"), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

const checkout = (): string => join(folder, "checkout");
const asked = (): string => join(folder, "asked");

function write(path: string, text: string): void {
  const file = join(checkout(), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function git(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout;
}

function commitAll(): void {
  git(checkout(), "add", "--all");
  git(checkout(), "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "before");
}

function runScript(): { status: number | null; stdout: string; stderr: string } {
  return spawnSync("bash", ["scripts/models-pull-request.sh"], {
    cwd: checkout(),
    encoding: "utf8",
    env: { ...process.env, PATH: [join(folder, "bin"), process.env["PATH"]].join(delimiter), ASKED: asked() },
  });
}

test("models as they were open nothing", () => {
  expect(runScript()).toMatchObject({ status: 0, stdout: "Nothing is newer than the models of botocore 1.0.0.\n" });
  expect(existsSync(asked())).toBe(false);
});

test("newer models make a branch, and a pull request that tells what changed, once", () => {
  write("models/VERSION", "1.1.0\n");
  write("models/zoo/2020-01-01/service-2.json", "{}");
  write(".changeset/clients-1.1.0.json", "{}");
  write(".inia/models-1.0.0-1.1.0.md", `# Models: 1.0.0 → 1.1.0\n\n${"- a change\n".repeat(10_000)}`);
  write("unrelated.txt", "not ours");
  const { status, stderr } = runScript();
  expect([status, stderr]).toEqual([0, ""]);

  const branch = "models/botocore-1.1.0";
  const files = git(checkout(), "diff", "--name-only", "origin/main", `origin/${branch}`).trim().split("\n");
  expect(files).toEqual([".changeset/clients-1.1.0.json", "models/VERSION", "models/zoo/2020-01-01/service-2.json"]);
  const [pull, workflow] = readFileSync(asked(), "utf8").split("\n");
  expect(pull).toContain(`pr create --head ${branch} --title Models of botocore 1.1.0 --body-file`);
  expect(workflow).toBe(`workflow run ci.yml --ref ${branch}`);
  const body = readFileSync(`${asked()}.body`, "utf8");
  expect(body.length).toBeLessThan(60_000);
  expect(body).toMatch(/^# Models: 1\.0\.0 → 1\.1\.0\n\n(?:- a change\n)+$/);

  git(checkout(), "checkout", "--quiet", "-b", "again", "origin/main");
  write("models/VERSION", "1.1.0\n");
  expect(runScript()).toMatchObject({ status: 0, stdout: `There is a branch ${branch} already.\n` });
});
