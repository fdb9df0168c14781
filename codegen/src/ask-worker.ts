import type { Worker } from "node:worker_threads";

/** Sends a worker a message, and gives what it answers. Rejects when it fails instead. */
export function askWorker<Answer>(worker: Worker, message: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (answer: Answer) => {
      worker.off("error", reject);
      resolve(answer);
    });
    worker.postMessage(message);
  });
}
