import { Worker } from "node:worker_threads";
import { addResults, emptyResults, type Results } from "./results.js";
import type { VectorFile } from "./vectors/files.js";
import type { WorkerStart } from "./worker.js";

/** Runs files in threads. Files of one service go to one thread, which then loads its client once. */
export async function runFiles(files: readonly VectorFile[], threads: number, start: WorkerStart): Promise<Results> {
  const queue = groupByService(files);
  const sum = emptyResults();
  await Promise.all(Array.from({ length: Math.min(threads, queue.length) }, () => runThread(queue, sum, start)));
  return sum;
}

/** The largest groups come first, so that threads end together. */
function groupByService(files: readonly VectorFile[]): VectorFile[][] {
  const groups = new Map<string, VectorFile[]>();
  for (const file of files) {
    const key = file.service ?? file.path;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  const size = (group: readonly VectorFile[]): number => group.reduce((sum, { bytes }) => sum + bytes, 0);
  return [...groups.values()].sort((a, b) => size(b) - size(a));
}

async function runThread(queue: VectorFile[][], sum: Results, start: WorkerStart): Promise<void> {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: start });
  try {
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      for (const file of group) addResults(sum, await ask(worker, file));
    }
  } finally {
    await worker.terminate();
  }
}

function ask(worker: Worker, file: VectorFile): Promise<Results> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(new Error(`${file.path}: ${error.message}`, { cause: error }));
    worker.once("error", fail);
    worker.once("message", (results: Results) => {
      worker.off("error", fail);
      resolve(results);
    });
    worker.postMessage(file);
  });
}
