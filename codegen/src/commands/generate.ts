import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Command } from "commander";
import { type GenerateSummary, generate } from "../generate.js";
import { createProgress } from "./progress.js";

interface GenerateFlags {
  readonly models: string;
  readonly out: string;
  readonly services?: readonly string[];
  readonly docs?: string;
}

/** `inia generate`: a package per service of a folder of models. */
export function generateCommand(): Command {
  return new Command("generate")
    .description("Generate a typed client package per service.")
    .option("--models <dir>", "folder of models, as `inia models import` writes it", "models")
    .option("--out <dir>", "folder that gets the packages", "packages/clients")
    .option("--services <names>", "only these, by folder name or service id: s3,logs,cloudwatch-logs", splitNames)
    .option("--docs <dir>", "folder with AWS's prose, as `inia models import --docs` writes it")
    .action(runGenerate);
}

function splitNames(value: string): string[] {
  return value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

async function runGenerate(flags: GenerateFlags): Promise<void> {
  const started = performance.now();
  const progress = createProgress("Generating");
  try {
    const summary = await generate({
      ...flags,
      packages: packageFacts(),
      onProgress: (done, total, service) => progress.step(done, total, service),
    });
    progress.end();
    process.stdout.write(`${summarize(summary, flags.out, performance.now() - started)}\n`);
  } finally {
    progress.end();
  }
}

/** Generated packages start at core's version and need at least that core. */
function packageFacts(): { version: string; coreRange: string } {
  const path = createRequire(import.meta.url).resolve("@inia/core/package.json");
  const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
  return { version, coreRange: `^${version}` };
}

function summarize({ written, unchanged, removed, operations }: GenerateSummary, out: string, ms: number): string {
  const count = new Intl.NumberFormat("en-US");
  const packages = written.length + unchanged.length;
  const changes = [
    `${count.format(written.length)} written`,
    `${count.format(unchanged.length)} unchanged`,
    ...(removed.length > 0 ? [`${count.format(removed.length)} removed`] : []),
  ];
  return `${out}: ${count.format(packages)} packages (${changes.join(", ")}), ${count.format(operations)} operations, ${(ms / 1000).toFixed(1)} s`;
}
