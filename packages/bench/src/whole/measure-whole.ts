import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../../../scripts/clients.js";
import { markdownTable } from "../markdown-table.js";

/** Seconds for all clients, each step once and from nothing: what was made before is not looked at. */
export async function measureWhole(): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), "inia-clients-"));
  try {
    const rows = [
      row("generate", 20, process.execPath, ["codegen/dist/cli.js", "generate", "--out", out]),
      row("build", 6, "npm", ["run", "--silent", "clients:build"]),
      row("type-check", 25, "npm", ["run", "--silent", "clients:typecheck"]),
    ];
    return markdownTable(["all clients", "Inia", "goal"], rows);
  } finally {
    rmSync(out, { recursive: true });
  }
}

function row(title: string, goal: number, command: string, args: readonly string[]): string[] {
  const started = performance.now();
  const { status, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with exit code ${status}:\n${stderr}`);
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  console.log(`  ${title}: ${seconds}`);
  return [title, seconds, `≤ ${goal} s`];
}
