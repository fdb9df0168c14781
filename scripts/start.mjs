// Runs a command of this repository on a machine that has Node and npm and nothing else: installs first, where
// node_modules is absent or older than the lock file. Plain JavaScript, because nothing is installed yet.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [command, ...args] = process.argv.slice(2);

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

if (!isInstalled()) run("npm", ["ci", "--no-audit", "--no-fund"]);
if (command !== undefined) run(command, args);

function isInstalled() {
  // npm writes this file last: a broken install has none.
  const installed = join(root, "node_modules", ".package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
}

function run(name, parameters) {
  const isWindows = process.platform === "win32";
  const { status } = spawnSync(name, parameters, {
    cwd: root,
    stdio: "inherit",
    shell: isWindows,
    env: { ...process.env, PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter) },
  });
  if (status !== 0) process.exit(status ?? 1);
}
