import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PackageFacts } from "./emit/emit.js";
import { generatorDigest } from "./generator-digest.js";
import { digestOf } from "./load/digest.js";
import { digestOfDocs } from "./load/docs.js";
import { findServices } from "./load/service-table.js";
import type { ServiceOverrides } from "./model/overrides.js";
import type { SharedFacts } from "./model/service-model.js";
import { isUnchanged, type PackageRecord, readManifest, writeManifest } from "./write/manifest.js";
import { removeStale } from "./write/write-package.js";

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
}

export interface GenerateSummary {
  /** Names of packages, by what became of them. */
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  readonly operations: number;
}

/** What a worker needs to make one package. */
export interface Job {
  readonly service: string;
  readonly source: string;
}

/** What is the same for all jobs of a run. */
export interface WorkerData {
  readonly models: string;
  readonly out: string;
  readonly docs: string | undefined;
  readonly shared: SharedFacts;
  readonly packages: PackageFacts;
}

export type JobResult =
  | { readonly name: string; readonly written: boolean; readonly record: PackageRecord }
  | { readonly error: unknown };

/** Makes a package per service. What has not changed since the last run is not made again. */
export async function generate(options: GenerateOptions): Promise<GenerateSummary> {
  const { models, out, services, docs, packages, onProgress } = options;
  mkdirSync(out, { recursive: true });
  const shared = readSharedFacts(models);
  const generator = generatorDigest([JSON.stringify({ packages, shared })]);
  const previous = readManifest(out);
  const digests = digestOf(models, services).services;
  const known = previous?.generator === generator ? previous.packages : {};
  const names = findServices(models, services).map(({ name }) => name);
  const jobs = names.map(
    (service): Job => ({ service, source: digests[service] + (docs ? digestOfDocs(docs, service) : "") }),
  );

  const records: Record<string, PackageRecord> = {};
  const byService = new Map(Object.entries(known).map(([name, record]) => [record.service, { name, record }]));
  const unchanged: string[] = [];
  const todo: Job[] = [];
  for (const job of jobs) {
    const stored = byService.get(job.service);
    if (stored && isUnchanged(out, stored.name, job.source, stored.record)) {
      unchanged.push(stored.name);
      records[stored.name] = stored.record;
    } else todo.push(job);
  }

  const written: string[] = [];
  let done = unchanged.length;
  await runJobs(todo, { models, out, docs, shared, packages }, (result) => {
    records[result.name] = result.record;
    (result.written ? written : unchanged).push(result.name);
    done += 1;
    onProgress?.(done, jobs.length, result.record.service);
  });

  const removed = services === undefined ? removeStale(out, new Set(Object.keys(records))) : [];
  const kept = services === undefined ? {} : known;
  const all = { ...kept, ...records };
  const sorted = Object.fromEntries(
    Object.keys(all)
      .sort()
      .map((name) => [name, all[name]!]),
  );
  writeManifest(out, { generator, packages: sorted });
  return {
    written: written.sort(),
    unchanged: unchanged.sort(),
    removed,
    operations: Object.values(records).reduce((sum, record) => sum + record.operations, 0),
  };
}

/** Spreads jobs over worker threads; the first error ends the run. */
async function runJobs(
  jobs: readonly Job[],
  data: WorkerData,
  onDone: (result: Extract<JobResult, { name: string }>) => void,
): Promise<void> {
  const queue = [...jobs];
  const count = Math.min(availableParallelism(), queue.length);
  await Promise.all(
    Array.from({ length: count }, () => {
      const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: data });
      return new Promise<void>((resolve, reject) => {
        const next = (): void => {
          const job = queue.shift();
          if (job === undefined) void worker.terminate().then(() => resolve());
          else worker.postMessage(job);
        };
        worker.on("message", (result: JobResult) => {
          if ("error" in result) {
            queue.length = 0;
            void worker.terminate();
            reject(result.error);
            return;
          }
          onDone(result);
          next();
        });
        worker.on("error", reject);
        next();
      });
    }),
  );
}

/** The files beside the services' folders: each may be missing from a folder of one's own models. */
export function readSharedFacts(models: string): SharedFacts {
  const read = (name: string) =>
    existsSync(join(models, name)) ? readFileSync(join(models, name), "utf8") : undefined;
  const version = read("VERSION")?.trim();
  return {
    overrides: JSON.parse(read("overrides.json") ?? "{}") as ServiceOverrides,
    endpoints: JSON.parse(read("endpoints.json") ?? "null") ?? undefined,
    sourceVersion: version === undefined ? "" : ` (botocore ${version})`,
  };
}
