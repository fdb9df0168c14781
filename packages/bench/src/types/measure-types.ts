import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { benchFolder } from "../folders.js";
import { pairedRatio, spreadOf } from "../statistics.js";
import type { Row } from "../table.js";
import { emptyProgram, programs } from "./programs.js";

/** What the compiler says of itself. */
interface Check {
  readonly seconds: number;
  readonly megabytes: number;
  readonly instantiations: number;
}

/** Type-checking of a one-operation program, over that of an empty one in the same round. */
export async function measureTypes(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [version, specifier] of compilers) {
    const compiler = createRequire(import.meta.url)
      .resolve(`${specifier}/package.json`)
      .replace("package.json", "bin/tsc");
    for (const [service, sources] of Object.entries(programs)) {
      const [empty, ours, theirs] = [emptyProgram, sources.inia, sources["aws-sdk"]].map((source, at) =>
        writeProject(`${service}-${["empty", "inia", "aws-sdk"][at]}`, source),
      );
      const checks: Record<"ours" | "theirs", Check[]> = { ours: [], theirs: [] };
      // A compiler takes seconds: a third of the rounds says as much.
      for (let round = 0; round < Math.ceil(rounds / 3); round += 1) {
        const floor = check(compiler, empty!);
        checks.ours.push(over(check(compiler, ours!), floor));
        checks.theirs.push(over(check(compiler, theirs!), floor));
      }
      const title = `${service}, TypeScript ${version}`;
      const found = [
        row(`${title}: time`, "s", 2, checks, ({ seconds }) => seconds),
        row(`${title}: memory`, "MB", 0, checks, ({ megabytes }) => megabytes),
        row(`${title}: instantiations`, "", 0, checks, ({ instantiations }) => instantiations),
      ];
      found.forEach(report);
      rows.push(...found);
    }
  }
  return rows;
}

function writeProject(name: string, source: string): string {
  const folder = join(benchFolder, "dist", "types", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "program.ts"), `${source}\n`);
  const compilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    target: "es2022",
    module: "nodenext",
    types: ["node"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  return folder;
}

function check(compiler: string, project: string): Check {
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", project, "--extendedDiagnostics"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`A program of the suite does not compile:\n${stdout}`);
  const told = (name: string): number => Number(new RegExp(`^${name}:\\s*([\\d.]+)`, "m").exec(stdout)![1]);
  return {
    seconds: told("Total time"),
    megabytes: told("Memory used") / 1024,
    instantiations: told("Instantiations"),
  };
}

function over(check: Check, floor: Check): Check {
  return {
    seconds: check.seconds - floor.seconds,
    megabytes: check.megabytes - floor.megabytes,
    instantiations: check.instantiations - floor.instantiations,
  };
}

function row(
  name: string,
  unit: string,
  digits: number,
  checks: Readonly<Record<"ours" | "theirs", readonly Check[]>>,
  of: (check: Check) => number,
): Row {
  const [ours, theirs] = [checks.ours.map(of), checks.theirs.map(of)];
  const text = (values: readonly number[]): string => `${spreadOf(values).median.toFixed(digits)} ${unit}`.trim();
  return { name, ours: text(ours), theirs: text(theirs), ratio: pairedRatio(ours, theirs), goal: 0.4 };
}

const compilers = [
  ["5.9", "typescript-5.9"],
  ["7", "typescript"],
] as const;
