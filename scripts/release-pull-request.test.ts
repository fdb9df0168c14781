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
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./clients.js";

test("versions that wait make one pull request, which follows what comes", () => {
  const { asked, checkout, git, runScript } = repository();
  expect(runScript()).toBe("waiting=false\n");
  expect(existsSync(asked)).toBe(false);

  writeFileSync(join(checkout, "CHANGELOG.md"), "## 0.1.1\n");
  expect(runScript()).toBe("waiting=true\n");
  git(checkout, "checkout", "--quiet", "main");
  writeFileSync(join(checkout, "CHANGELOG.md"), "## 0.1.1\n\nMore.\n");
  expect(runScript()).toBe("waiting=true\n");

  expect(git(checkout, "show", "origin/release/next:CHANGELOG.md")).toBe("## 0.1.1\n\nMore.\n");
  expect(git(checkout, "rev-list", "--count", "origin/main..origin/release/next")).toBe("1\n");
  const commands = readFileSync(asked, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" ", 2).join(" "));
  expect(commands).toEqual(["pr list", "pr create", "workflow run", "pr list", "workflow run"]);
});

/** A checkout with an origin, and a stand-in for GitHub's program that writes down what it is asked. */
function repository() {
  const folder = mkdtempSync(join(tmpdir(), "inia-release-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [asked, bin, checkout, outputs] = ["asked", "bin", "checkout", "outputs"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  const git = (cwd: string, ...args: string[]): string => {
    const { status, stderr, stdout } = spawnSync("git", args, { cwd, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout;
  };
  git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git");
  git(folder, "clone", "--quiet", "origin.git", "checkout");
  git(checkout, "checkout", "--quiet", "-B", "main");
  copyFileSync(join(root, "scripts", "release-pull-request.sh"), join(checkout, "script.sh"));
  git(checkout, "add", "--all");
  git(checkout, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "before");
  git(checkout, "push", "--quiet", "origin", "main");
  mkdirSync(bin);
  const known =
    '[ "$1 $2" = "pr create" ] && touch "$ASKED.open"\n[ "$1 $2" = "pr list" ] && [ -e "$ASKED.open" ] && echo 7\n';
  writeFileSync(join(bin, "gh"), `#!/bin/sh\necho "$1 $2" >>"$ASKED"\n${known}exit 0\n`);
  chmodSync(join(bin, "gh"), 0o755);
  const runScript = (): string => {
    writeFileSync(outputs, "");
    const path = [bin, process.env["PATH"]].join(delimiter);
    const env = { ...process.env, PATH: path, ASKED: asked, GITHUB_OUTPUT: outputs };
    const { status, stderr } = spawnSync("bash", ["script.sh"], { cwd: checkout, encoding: "utf8", env });
    if (status !== 0) throw new Error(stderr);
    return readFileSync(outputs, "utf8");
  };
  return { asked, checkout, git, runScript };
}
