import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { buildServiceModel, loadDocs, loadService, type ServiceModel } from "@inia/codegen/reference";
import type { ReferenceData, ReferenceJob, ServiceEntry } from "./job.js";
import { nearestUses } from "./nearest-uses.js";
import { fullName, operationPage } from "./operation-page.js";
import { SchemaRuler } from "./schema-bytes.js";
import { servicePage } from "./service-page.js";

/** Bytes of a page, compressed. */
const heaviest = 100 * 1024;
const { models, docs, out, shared } = workerData as ReferenceData;

parentPort?.on("message", (job: ReferenceJob) => parentPort?.postMessage(write(job)));

/** Writes the pages of one service. */
function write({ folder, clientId }: ReferenceJob): ServiceEntry {
  const model = buildServiceModel(loadService(models, folder), {
    models,
    clientId,
    shared,
    docs: docs === undefined ? undefined : loadDocs(docs, folder),
  });
  const directory = join(out, clientId);
  mkdirSync(directory, { recursive: true });
  let longest = { page: "index.html", text: servicePage(model) };
  const put = (page: string, text: string): void => {
    writeFileSync(join(directory, page), text);
    if (text.length > longest.text.length) longest = { page, text };
  };
  put("index.html", longest.text);
  const ruler = new SchemaRuler(model);
  const operations = model.lowered.operations.map(({ name }) => name);
  for (const name of operations) put(`${model.names.operation(name)}.html`, lightPage(name, model, ruler));
  return {
    id: clientId,
    name: fullName(model),
    operations: operations.map((name) => model.names.operation(name)),
    errors: model.lowered.errors.map(({ name }) => model.names.type(name)),
    members: nearestUses(model),
    largest: [`${clientId}/${longest.page}`, gzipSync(longest.text, { level: 9 }).length],
  };
}

/** The page with as much of AWS's prose as keeps it light: whole, else a sentence of it below the first level, or none. */
function lightPage(name: string, model: ServiceModel, ruler: SchemaRuler): string {
  let text = operationPage(name, model, ruler);
  for (const amount of ["sentence", "none"] as const) {
    if (text.length < heaviest || gzipSync(text).length <= heaviest) break;
    text = operationPage(name, model, ruler, amount);
  }
  return text;
}
