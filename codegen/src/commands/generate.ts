import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Command, Option } from "commander";
import type { PackageFacts } from "../emit/emit.js";
import { type GenerateOptions, type GenerateSummary, generate } from "../generate.js";
import { GenerationError } from "../generation-error.js";
import { ModelError } from "../load/model-error.js";
import { watchModels } from "../watch.js";
import { createWorkers } from "../workers.js";
import { createProgress } from "./progress.js";

interface GenerateFlags {
  readonly models: string;
  readonly out: string;
  readonly services?: readonly string[];
  readonly docs?: string;
  readonly package?: string;
  readonly longs: "number" | "bigint";
  readonly watch?: true;
}

/** `inia generate`: a package per service of a folder of models. */
export function generateCommand(): Command {
  return new Command("generate")
    .description("Generate a typed client package per service.")
    .option("--models <dir>", "folder of models, as `inia models import` writes it", "models")
    .option("--out <dir>", "folder that gets the packages", "packages/clients")
    .option("--services <names>", "only these, by folder name or service id: s3,logs,cloudwatch-logs", splitNames)
    .option("--docs <dir>", "folder with AWS's prose, as `inia models import --docs` writes it")
    .option("--package <name>", "make no packages, but the sources of parts of this one: <name>/<service>")
    .addOption(
      new Option("--longs <type>", "what outputs hold for a long that a number cannot")
        .choices(["number", "bigint"])
        .default("number"),
    )
    .option("--watch", "go on, and make again what changes")
    .action(runGenerate);
}

function splitNames(value: string): string[] {
  return value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

async function runGenerate(flags: GenerateFlags): Promise<void> {
  const { models, out, services, docs } = flags;
  const options: GenerateOptions = { models, out, services, docs, packages: packageFacts(flags) };
  if (flags.watch) return generateAgain(options);

  const started = performance.now();
  const progress = createProgress("Generating");
  try {
    const summary = await generate({
      ...options,
      onProgress: (done, total, service) => progress.step(done, total, service),
    });
    progress.end();
    process.stdout.write(`${summarize(summary, out, performance.now() - started)}\n`);
  } finally {
    progress.end();
  }
}

/** Generates, and again whenever a model changes; what is wrong with one is told, and mended by the next change. */
async function generateAgain(options: GenerateOptions): Promise<void> {
  if (!existsSync(options.models)) {
    throw new ModelError({ file: options.models, expected: "a folder of models", found: "no such folder" });
  }
  const workers = createWorkers({ least: 1 });
  const watcher = watchModels(options.models);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => watcher.close());
  try {
    do {
      const started = performance.now();
      try {
        const summary = await generate({ ...options, workers });
        process.stdout.write(`${summarize(summary, options.out, performance.now() - started)}\n`);
      } catch (error) {
        if (!(error instanceof ModelError || error instanceof GenerationError)) throw error;
        process.stderr.write(`inia: ${error.message}\n`);
      }
    } while (await watcher.next());
  } finally {
    watcher.close();
    await workers.close();
  }
}

/** Generated packages start at core's version and need at least that core. */
function packageFacts(flags: GenerateFlags): PackageFacts {
  const path = createRequire(import.meta.url).resolve("@inia/core/package.json");
  const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
  return {
    version,
    coreRange: `^${version}`,
    partOf: flags.package,
    longs: flags.longs === "bigint" ? flags.longs : undefined,
  };
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
