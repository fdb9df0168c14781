import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../../../scripts/clients.js";
import { benchFolder } from "../folders.js";
import type { Row } from "../table.js";

interface Installed {
  readonly packages: number;
  readonly megabytes: number;
}

/** What `npm install` of one client brings: exact, so there is no spread. */
export async function measureInstall(_rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "inia-install-"));
  try {
    npm(root, "run", "--silent", "pack", "--", "s3", "ec2", "--to", folder);
    const tarballs = readdirSync(folder).map((name) => join(folder, name));
    const tarballOf = (name: string): string => tarballs.find((path) => path.includes(`inia-${name}-`))!;
    const rows: Row[] = [];
    for (const { service, packages, megabytes } of cases) {
      const ours = install(folder, [tarballOf("core"), tarballOf(`client-${service}`)]);
      const theirs = install(folder, [`@aws-sdk/client-${service}@${lockedVersion(`@aws-sdk/client-${service}`)}`]);
      rows.push(
        row(`client-${service}: packages`, ours.packages, theirs.packages, 0, packages),
        row(`client-${service}: MB of files`, ours.megabytes, theirs.megabytes, 1, megabytes),
      );
      rows.slice(-2).forEach(report);
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function install(folder: string, packages: readonly string[]): Installed {
  const project = mkdtempSync(join(folder, "project-"));
  writeFileSync(join(project, "package.json"), '{ "private": true }\n');
  npm(project, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", ...packages);
  const modules = join(project, "node_modules");
  const files = readdirSync(modules, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== ".package-lock.json",
  );
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  const lock = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8")) as { packages: object };
  return { packages: Object.keys(lock.packages).length, megabytes: bytes / 1024 / 1024 };
}

function npm(cwd: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync("npm", args, { cwd, encoding: "utf8", shell: process.platform === "win32" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} ended with exit code ${status}:\n${stderr}`);
}

/** The version that the other suites measure. */
function lockedVersion(name: string): string {
  const { dependencies } = JSON.parse(readFileSync(join(benchFolder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return dependencies[name]!;
}

function row(name: string, ours: number, theirs: number, digits: number, limit: number): Row {
  const ratio = ours / theirs;
  return {
    name,
    ours: ours.toFixed(digits),
    theirs: theirs.toFixed(digits),
    ratio: { median: ratio, low: ratio, high: ratio },
    goal: Number((limit / theirs).toFixed(2)),
  };
}

// What a client may bring.
const cases = [
  { service: "s3", packages: 3, megabytes: 3 },
  { service: "ec2", packages: 3, megabytes: 7.5 },
] as const;
