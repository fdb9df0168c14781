import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { benchFolder } from "../folders.js";
import { pairedRatio, spreadOf } from "../statistics.js";
import type { Row } from "../table.js";
import { programs } from "../types/programs.js";
import { LanguageServer } from "./language-server.js";

/** From opening a file to the first completion in it, over the same in a file that imports nothing. */
export async function measureEditor(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [service, sources] of Object.entries(programs)) {
    const empty = writeFile(`${service}-empty`, 'const input = { Bucket: "my-bucket" };\nexport const bucket = input.');
    const ours = writeFile(`${service}-inia`, `${sources.inia}\nexport const response = ${outputOf(sources.inia)}.`);
    const theirs = writeFile(
      `${service}-aws-sdk`,
      `${sources["aws-sdk"]}\nexport const response = ${outputOf(sources["aws-sdk"])}.`,
    );
    const ms: Record<"ours" | "theirs", number[]> = { ours: [], theirs: [] };
    for (let round = 0; round < Math.ceil(rounds / 3); round += 1) {
      const floor = await timeToCompletion(empty);
      ms.ours.push((await timeToCompletion(ours)) - floor);
      ms.theirs.push((await timeToCompletion(theirs)) - floor);
    }
    const row: Row = {
      name: service,
      ours: `${spreadOf(ms.ours).median.toFixed(0)} ms`,
      theirs: `${spreadOf(ms.theirs).median.toFixed(0)} ms`,
      ratio: pairedRatio(ms.ours, ms.theirs),
      goal: 0.4,
    };
    report(row);
    rows.push(row);
  }
  return rows;
}

/** The call of a program, whose members an author would be offered. */
function outputOf(source: string): string {
  return `(${/= (await .*);$/m.exec(source)![1]})`;
}

interface OpenFile {
  readonly file: string;
  readonly text: string;
}

function writeFile(name: string, text: string): OpenFile {
  const folder = join(benchFolder, "dist", "editor", name);
  const file = join(folder, "program.ts");
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
  const compilerOptions = { strict: true, target: "es2022", module: "nodenext", types: ["node"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  return { file, text };
}

async function timeToCompletion({ file, text }: OpenFile): Promise<number> {
  const server = new LanguageServer(join(typescript, "lib", "tsserver.js"));
  try {
    await server.ask("status", {});
    const started = performance.now();
    server.tell("open", { file, fileContent: text });
    const lines = text.split("\n");
    const place = { file, line: lines.length, offset: lines.at(-1)!.length + 1 };
    const { entries } = await server.ask<{ entries: unknown[] }>("completionInfo", place);
    if (entries.length === 0) throw new Error(`Nothing is offered at the end of ${file}.`);
    return performance.now() - started;
  } finally {
    server.stop();
  }
}

const typescript = join(createRequire(import.meta.url).resolve("typescript-5.9/package.json"), "..");
