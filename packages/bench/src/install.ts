import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { benchFolder } from "./folders.js";

/** Installs v3 into this package where it is absent, or older than the lock file. */
export function installWhenNeeded(): void {
  const installed = join(benchFolder, "node_modules", ".package-lock.json");
  const lock = join(benchFolder, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: benchFolder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("npm ci failed in packages/bench: the benchmarks need aws-sdk v3 beside us.");
}
