import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PackageFacts } from "./emit/emit.js";
import { generatorDigest } from "./generator-digest.js";
import type { Job } from "./jobs.js";
import { digestOf } from "./load/digest.js";
import { digestOfDocs } from "./load/docs.js";
import { ModelError } from "./load/model-error.js";
import { findServices, readServiceTable } from "./load/service-table.js";
import { parseOverrides } from "./model/overrides.js";
import type { SharedFacts } from "./model/service-model.js";
import { createWorkers, type Workers } from "./workers.js";
import { isUnchanged, type PackageRecord, readManifest, writeManifest } from "./write/manifest.js";
import { placePackage, removeStaged, removeStale } from "./write/write-package.js";

export interface GenerateOptions {
  /** Folder of models: `models/<service>/<api-version>/…`. */
  readonly models: string;
  /** Folder that gets one package per service. */
  readonly out: string;
  /** Names of model folders or hyphenised service ids. Default: all, and packages without a model are removed. */
  readonly services?: readonly string[] | undefined;
  /** Folder with AWS's prose, as `inia models import --docs` writes it. */
  readonly docs?: string | undefined;
  readonly packages: PackageFacts;
  readonly onProgress?: ((done: number, total: number, service: string) => void) | undefined;
  /** Threads that stay for the next run; whoever gives them closes them. */
  readonly workers?: Workers | undefined;
}

export interface GenerateSummary {
  /** Names of packages, by what became of them. */
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  readonly operations: number;
}

/**
 * Makes a package per service. What has not changed since the last run is not made again. Nothing is put in place
 * before all packages are made.
 *
 * @throws {@link GenerationError} {@link ModelError}
 */
export async function generate(options: GenerateOptions): Promise<GenerateSummary> {
  const { models, out, services, docs, packages, onProgress } = options;
  if (docs !== undefined && !existsSync(docs)) {
    throw new ModelError({
      file: docs,
      expected: "a folder of prose, as an import writes it",
      found: "no such folder",
    });
  }
  const shared = readSharedFacts(models);
  const generator = generatorDigest([JSON.stringify({ packages, shared })]);
  const previous = readManifest(out);
  const known = previous?.generator === generator ? previous.packages : {};
  const { todo, records } = sortOut(findJobs(options), known, out);
  const unchanged = Object.keys(records);
  const staged: string[] = [];
  const total = todo.length + unchanged.length;

  removeStaged(out);
  const workers = options.workers ?? createWorkers();
  try {
    await workers.run(todo, { models, out, docs, shared, packages }, (result) => {
      records[result.name] = result.record;
      (result.staged ? staged : unchanged).push(result.name);
      onProgress?.(staged.length + unchanged.length, total, result.record.service);
    });
    for (const name of staged) placePackage(out, name);
  } finally {
    if (options.workers === undefined) await workers.close();
    removeStaged(out);
  }

  mkdirSync(out, { recursive: true });
  const removed = services === undefined ? removeStale(out, new Set(Object.keys(records))) : [];
  const all = Object.entries({ ...(services === undefined ? {} : known), ...records });
  writeManifest(out, { generator, packages: Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))) });
  return {
    written: staged.sort(),
    unchanged: unchanged.sort(),
    removed,
    operations: Object.values(records).reduce((sum, record) => sum + record.operations, 0),
  };
}

/** What there is to make, the largest models first: the last job to end should be a short one. */
function findJobs({ models, services, docs }: GenerateOptions): Job[] {
  const digests = digestOf(models, services).services;
  const table = readServiceTable(models);
  return findServices(models, services)
    .map(({ name, apiVersion }) => {
      const source = digests[name] + (docs ? digestOfDocs(docs, name) : "");
      const file = join(models, name, apiVersion, "service-2.json");
      const job: Job = { service: name, clientId: table[name]!.clientId, source };
      return { job, size: statSync(file, { throwIfNoEntry: false })?.size ?? 0 };
    })
    .sort((a, b) => b.size - a.size)
    .map(({ job }) => job);
}

/** Parts what must be made from what stands as the last run's record says. */
function sortOut(
  jobs: readonly Job[],
  known: Readonly<Record<string, PackageRecord>>,
  out: string,
): { readonly todo: readonly Job[]; readonly records: Record<string, PackageRecord> } {
  const records: Record<string, PackageRecord> = {};
  const todo = jobs.filter(({ clientId, service, source }) => {
    const stored = Object.hasOwn(known, clientId) ? known[clientId] : undefined;
    const isDone = stored?.service === service && isUnchanged(out, clientId, source, stored);
    if (isDone) records[clientId] = stored;
    return !isDone;
  });
  return { todo, records };
}

/** The files beside the services' folders: each may be missing from a folder of one's own models. */
export function readSharedFacts(models: string): SharedFacts {
  const read = (name: string) =>
    existsSync(join(models, name)) ? readFileSync(join(models, name), "utf8") : undefined;
  const version = read("VERSION")?.trim();
  return {
    overrides: parseOverrides(read("overrides.json") ?? "{}", join(models, "overrides.json")),
    endpoints: JSON.parse(read("endpoints.json") ?? "null") ?? undefined,
    sourceVersion: version === undefined ? "" : ` (botocore ${version})`,
  };
}
