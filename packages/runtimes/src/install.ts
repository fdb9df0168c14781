import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { runtimesFolder } from "./folders.js";

/** Installs the runtimes that npm has, where they are absent or older than the lock file; gives why it could not. */
export function installWhenNeeded(): string | undefined {
  const installed = join(runtimesFolder, "node_modules", ".package-lock.json");
  const lock = join(runtimesFolder, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return undefined;
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: runtimesFolder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return status === 0 ? undefined : "npm ci failed in packages/runtimes: only what is installed already is run";
}
