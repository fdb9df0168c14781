// worker QUEUE_URL [--at-once 10] [--visibility 30]: does the jobs in a queue until SIGTERM or SIGINT.
import { parseArgs } from "node:util";
import { SQSClient } from "@inia/client-sqs";
import { metrics } from "./metrics.js";
import { work } from "./worker.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { "at-once": { type: "string", default: "10" }, visibility: { type: "string", default: "30" } },
});
const [QueueUrl] = positionals;
if (QueueUrl === undefined) {
  console.error("Usage: worker QUEUE_URL [--at-once 10] [--visibility 30]");
  process.exit(2);
}

const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  // A second signal ends the program as it would without us.
  process.once(signal, () => stop.abort(new Error(`told to end by ${signal}`)));
}

const sqs = new SQSClient();
console.log(`waiting for jobs in ${QueueUrl}`);
await work({
  sqs,
  QueueUrl,
  atOnce: Number(values["at-once"]),
  visibilitySeconds: Number(values.visibility),
  signal: stop.signal,
});
sqs.close();
console.log(metrics());
