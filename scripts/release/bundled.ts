import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** What a registry says of bundled packages. */
export interface BundledReport {
  readonly problems: readonly string[];
  /** Why something was not asked. */
  readonly skipped: readonly string[];
}

/** Asks whether the packages that are bundled into core are the newest there are, and free of advisories. */
export async function judgeBundled(versions: Readonly<Record<string, string>>): Promise<BundledReport> {
  const answers = await Promise.all([
    ...Object.entries(versions).map(([name, version]) => askNewest(name, version)),
    askAdvisories(versions),
  ]);
  return {
    problems: answers.flatMap((answer) => ("problems" in answer ? answer.problems : [])),
    skipped: answers.flatMap((answer) => ("skipped" in answer ? [answer.skipped] : [])),
  };
}

type Answer = { readonly problems: readonly string[] } | { readonly skipped: string };

async function askNewest(name: string, version: string): Promise<Answer> {
  const { error, stdout } = await npm(["view", name, "version", "--json"], tmpdir());
  const newest = parse(stdout);
  if (typeof newest !== "string")
    return { skipped: `${name}: no registry says what is newest (${error ?? "no answer"})` };
  return { problems: newest === version ? [] : [`${name} ${version} is bundled, ${newest} is the newest`] };
}

async function askAdvisories(versions: Readonly<Record<string, string>>): Promise<Answer> {
  const project = mkdtempSync(join(tmpdir(), "inia-audit-"));
  try {
    const manifest = { name: "bundled", version: "0.0.0", private: true, dependencies: versions };
    writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
    const locked = await npm(
      ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"],
      project,
    );
    if (locked.error !== undefined) return { skipped: `advisories: ${locked.error}` };
    const { error, stdout } = await npm(["audit", "--json"], project);
    const report = parse(stdout) as
      | { vulnerabilities?: Record<string, { severity: string; via: unknown[] }> }
      | undefined;
    if (report?.vulnerabilities === undefined) return { skipped: `advisories: ${error ?? "no answer"}` };
    return {
      problems: Object.entries(report.vulnerabilities).map(
        ([name, { severity, via }]) => `${name}: ${severity}: ${via.map(titleOf).join("; ")}`,
      ),
    };
  } finally {
    rmSync(project, { recursive: true });
  }
}

function titleOf(via: unknown): string {
  return typeof via === "object" && via !== null && "title" in via ? String(via.title) : String(via);
}

/** npm with little patience: a machine without a network is told so at once. */
async function npm(args: readonly string[], cwd: string): Promise<{ stdout: string; error?: string }> {
  const patience = ["--fetch-retries=0", "--fetch-timeout=10000"];
  try {
    const { stdout } = await promisify(execFile)("npm", [...args, ...patience], { cwd });
    return { stdout };
  } catch (error) {
    const { message, stderr = "", stdout = "" } = error as Error & { stdout?: string; stderr?: string };
    const code = /npm (?:error|ERR!|warn audit) (?:code )?(.+)/.exec(stderr)?.[1];
    return { stdout, error: code ?? message.split("\n")[0]! };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
