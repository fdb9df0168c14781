import { parentPort, workerData } from "node:worker_threads";
import { parsePending } from "./pending.js";
import { type RunOptions, runFile } from "./run-file.js";
import type { VectorFile } from "./vectors/files.js";

/** What a thread is started with. */
export interface WorkerStart {
  readonly pending: string;
  readonly options: RunOptions;
}

const { pending, options } = workerData as WorkerStart;
const entries = parsePending(pending);

// One file at a time: the main thread sends the next when it has the results of the last.
parentPort!.on("message", async (file: VectorFile) => {
  parentPort!.postMessage(await runFile(file, entries, options));
});
