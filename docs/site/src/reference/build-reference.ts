import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { askWorker, findServices, readServiceTable, readSharedFacts } from "@inia/codegen/reference";
import { referenceIndex } from "./index-page.js";
import type { ReferenceData, ReferenceJob, ServiceEntry } from "./job.js";

export interface ReferenceOptions {
  readonly models: string;
  readonly docs?: string | undefined;
  readonly out: string;
  /** Default: all. */
  readonly services?: readonly string[] | undefined;
}

/** Writes the page of every service and operation, spread over worker threads. */
export async function buildReference({ models, docs, out, services }: ReferenceOptions): Promise<ServiceEntry[]> {
  mkdirSync(out, { recursive: true });
  const table = readServiceTable(models);
  const queue: ReferenceJob[] = findServices(models, services).map(({ name }) => ({
    folder: name,
    clientId: table[name]!.clientId,
  }));
  const data: ReferenceData = { models, docs, out, shared: readSharedFacts(models) };
  const entries: ServiceEntry[] = [];
  const work = async (worker: Worker): Promise<void> => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      entries.push(await askWorker<ServiceEntry>(worker, job));
    }
    await worker.terminate();
  };
  const count = Math.min(availableParallelism(), queue.length);
  const url = new URL("./worker.mjs", import.meta.url);
  await Promise.all(Array.from({ length: count }, () => work(new Worker(url, { workerData: data }))));
  entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  writeFileSync(join(out, "index.html"), referenceIndex(entries));
  return entries;
}
