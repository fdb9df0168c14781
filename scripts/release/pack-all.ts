import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Packed } from "./pack-package.js";
import type { StageFacts } from "./stage.js";

/** Packs folders on all processors; the result has their order. */
export async function packAll(
  folders: readonly string[],
  to: string,
  facts: StageFacts,
  lints: boolean,
): Promise<Packed[]> {
  const packed: Packed[] = [];
  const waiting = folders.map((folder, at) => ({ folder, at }));
  await Promise.all(
    Array.from({ length: Math.min(availableParallelism(), folders.length) }, async () => {
      const worker = fork(fileURLToPath(new URL("./pack-worker.ts", import.meta.url)));
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
          packed[next.at] = await ask(worker, next.folder, to, facts, lints);
      } finally {
        worker.disconnect();
      }
    }),
  );
  return packed;
}

function ask(worker: ChildProcess, folder: string, ...rest: readonly [string, StageFacts, boolean]): Promise<Packed> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`${folder} cannot be packed: ${reason}`));
    const exited = (code: number | null) => fail(`the process that packs ended with code ${code}`);
    worker.once("exit", exited);
    worker.once("message", (answer: { readonly packed?: Packed; readonly error?: string }) => {
      worker.off("exit", exited);
      if (answer.packed !== undefined) resolve(answer.packed);
      else fail(answer.error ?? "no reason given");
    });
    worker.send([folder, ...rest]);
  });
}
