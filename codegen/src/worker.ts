import { parentPort, workerData } from "node:worker_threads";
import { createProject, emit } from "./emit/emit.js";
import type { Job, JobResult, WorkerData } from "./generate.js";
import { loadDocs } from "./load/docs.js";
import { loadService } from "./load/load.js";
import { readServiceTable } from "./load/service-table.js";
import { buildServiceModel } from "./model/service-model.js";
import { digestFiles } from "./write/manifest.js";
import { writePackage } from "./write/write-package.js";

const { models, out, docs, shared, packages } = workerData as WorkerData;
const table = readServiceTable(models);
const project = createProject();

parentPort?.on("message", (job: Job) => {
  parentPort?.postMessage(run(job));
});

/** One service through all stages. */
function run({ service, source }: Job): JobResult {
  try {
    const files = loadService(models, service);
    const model = buildServiceModel(
      files,
      table[service]!.clientId,
      shared,
      docs === undefined ? undefined : loadDocs(docs, service),
    );
    const generated = emit(model, packages, project);
    const name = model.clientId;
    const written = writePackage(out, name, generated);
    const record = { service, operations: model.lowered.operations.length, source, files: digestFiles(generated) };
    return { name, written, record };
  } catch (error) {
    return { error };
  }
}
