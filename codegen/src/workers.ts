import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { askWorker } from "./ask-worker.js";
import { GenerationError } from "./generation-error.js";
import type { Job, JobDone, JobFailed, JobResult, WorkerData } from "./jobs.js";

/** Worker threads that make packages. They are kept from run to run, because to start one takes longer than a package. */
export interface Workers {
  /** Spreads jobs over the threads. The first failure ends the run, as soon as no thread writes any more. */
  run(jobs: readonly Job[], data: WorkerData, onDone: (result: JobDone) => void): Promise<void>;
  close(): Promise<void>;
}

/** `least` threads are there after a run, even if it had nothing to do: the next one finds them warm. */
export function createWorkers({ least = 0 }: { readonly least?: number } = {}): Workers {
  let idle: Worker[] = [];
  let key = "";

  return {
    async run(jobs, data, onDone) {
      const wanted = JSON.stringify(data);
      if (wanted !== key) await closeIdle();
      key = wanted;

      const queue = [...jobs];
      let failure: Error | undefined;
      const fail = (error: Error): void => {
        failure ??= error;
        queue.length = 0;
      };
      const work = async (worker: Worker): Promise<void> => {
        for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
          const result = await askWorker<JobResult>(worker, job);
          if ("name" in result) onDone(result);
          else fail(toError(result));
        }
        idle.push(worker);
      };
      const count = Math.max(least, Math.min(availableParallelism(), jobs.length));
      const workers = idle.splice(0, count);
      while (workers.length < count) workers.push(start(data));
      await Promise.all(
        workers.map((worker) =>
          work(worker).catch((error: Error) => {
            fail(error);
            return worker.terminate();
          }),
        ),
      );
      if (failure !== undefined) throw failure;
    },
    close: closeIdle,
  };

  async function closeIdle(): Promise<void> {
    const workers = idle;
    idle = [];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function start(workerData: WorkerData): Worker {
  return new Worker(new URL("./worker.js", import.meta.url), { workerData });
}

function toError({ message, stack }: JobFailed): Error {
  if (stack === undefined) return new GenerationError(message);
  return Object.assign(new Error(message), { stack });
}
