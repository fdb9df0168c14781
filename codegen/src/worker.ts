import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { createProject, emit } from "./emit/emit.js";
import type { Job, JobResult, WorkerData } from "./jobs.js";
import { loadDocs } from "./load/docs.js";
import { loadService } from "./load/load.js";
import { ModelError } from "./load/model-error.js";
import { buildServiceModel } from "./model/service-model.js";
import { digestFiles } from "./write/manifest.js";
import { stagePackage } from "./write/write-package.js";

const { models, out, docs, shared, packages } = workerData as WorkerData;
const project = createProject();

parentPort?.on("message", (job: Job) => {
  parentPort?.postMessage(run(job));
});

/** One service through all stages. */
function run({ service, clientId, source }: Job): JobResult {
  try {
    const files = loadService(models, service);
    const model = buildServiceModel(files, {
      models,
      clientId,
      shared,
      partOf: packages.partOf,
      longs: packages.longs,
      docs: docs === undefined ? undefined : loadDocs(docs, service),
    });
    const generated = emit(model, packages, project);
    const staged = stagePackage(out, clientId, generated);
    const record = { service, operations: model.lowered.operations.length, source, files: digestFiles(generated) };
    return { name: clientId, staged, record };
  } catch (error) {
    const { message, stack = message } = error as Error;
    return isOfModel(error) ? { message } : { message, stack: `${join(models, service)}: ${stack}` };
  }
}

/** Errors of `load`, and those of core's `lower`, name the place in the model. */
function isOfModel(error: unknown): boolean {
  return error instanceof ModelError || (error as { "~inia"?: unknown })["~inia"] === "error";
}
