import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { printChangesets } from "../diff/changesets.js";
import type { ModelDiff } from "../diff/diff-models.js";
import { headline, printMarkdown } from "../diff/print-markdown.js";
import { type ImportSummary, importModels } from "../import/import-models.js";
import { createProgress } from "./progress.js";

/**
 * `inia models import`: to be added to the command `models`. A model that cannot be imported rejects with a
 * `ModelError`, and nothing is written.
 */
export function modelsImportCommand(): Command {
  return new Command("import")
    .description("Import AWS's service models from botocore's data folder: facts only, newest API version.")
    .requiredOption("--from <dir>", "botocore's data folder, or the botocore folder of its wheel")
    .option("--to <dir>", "folder of models to write", "models")
    .option("--docs <dir>", "folder for the descriptive prose and example inputs (left out by default)")
    .option("--source-version <version>", "botocore's version (default: what the source says)")
    .option("--diff <dir>", "folder that gets what changed, as Markdown and JSON", ".inia")
    .option("--changesets <dir>", "folder of changesets, if it is there", ".changeset")
    .action(runImport);
}

interface ImportFlags {
  readonly from: string;
  readonly to: string;
  readonly docs?: string;
  readonly sourceVersion?: string;
  readonly diff: string;
  readonly changesets: string;
}

async function runImport(flags: ImportFlags): Promise<void> {
  const started = performance.now();
  const progress = createProgress("Importing");
  try {
    const summary = await importModels({
      ...flags,
      onProgress: ({ done, total, service }) => progress.step(done, total, service),
    });
    progress.end();
    process.stdout.write(`${summarize(summary, flags, performance.now() - started)}\n`);
    if (summary.diff?.bump !== undefined) process.stdout.write(`${report(summary.diff, flags).join("\n")}\n`);
  } finally {
    progress.end();
  }
}

/** Writes down what changed; returns what there is to say of it. */
function report(diff: ModelDiff, { diff: dir, changesets }: ImportFlags): string[] {
  const name = `models-${diff.from ?? "before"}-${diff.to ?? "after"}`.replaceAll(/[^\w.-]+/g, "-");
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, `${name}.md`), printMarkdown(diff));
  writeFileSync(join(dir, `${name}.json`), `${JSON.stringify(diff, null, 1)}\n`);
  const said = ["", headline(diff), `  ${join(dir, name)}.md, .json: what changed`];
  if (!existsSync(changesets)) return said;
  for (const file of printChangesets(diff)) {
    writeFileSync(join(changesets, file.name), file.text);
    said.push(`  ${join(changesets, file.name)}`);
  }
  return said;
}

function summarize(
  { version, services, operations, models, docs }: ImportSummary,
  flags: ImportFlags,
  ms: number,
): string {
  const count = new Intl.NumberFormat("en-US");
  const seconds = (ms / 1000).toFixed(1);
  return [
    `botocore ${version}: ${count.format(services)} services, ${count.format(operations)} operations, ${seconds} s`,
    describe(flags.to, models),
    ...(docs === undefined || flags.docs === undefined ? [] : [describe(flags.docs, docs)]),
  ].join("\n");

  function describe(dir: string, { written, removed, unchanged }: ImportSummary["models"]): string {
    const parts = [
      `${count.format(written.length)} written`,
      `${count.format(unchanged)} unchanged`,
      `${count.format(removed.length)} removed`,
    ];
    return `  ${dir}: files ${parts.join(", ")}`;
  }
}
