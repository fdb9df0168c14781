import { spawnSync } from "node:child_process";
import { root } from "../../../../scripts/clients.js";
import { markdownTable } from "../markdown-table.js";

/** Seconds for all clients, each step once and from nothing: no cache answers. */
export async function measureWhole(): Promise<string> {
  const rows = steps.map(({ title, script, goal }) => {
    const started = performance.now();
    const { status, stderr } = spawnSync("npm", ["run", "--silent", script], {
      cwd: root,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (status !== 0) throw new Error(`npm run ${script} ended with exit code ${status}:\n${stderr}`);
    const seconds = (performance.now() - started) / 1000;
    console.log(`  ${title}: ${seconds.toFixed(1)} s`);
    return [title, `${seconds.toFixed(1)} s`, `≤ ${goal} s`];
  });
  return markdownTable(["all clients", "Inia", "goal"], rows);
}

const steps = [
  { title: "generate", script: "clients:generate", goal: 20 },
  { title: "build", script: "clients:build", goal: 6 },
  { title: "type-check", script: "clients:typecheck", goal: 25 },
] as const;
