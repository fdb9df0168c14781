import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { compile } from "../compile.js";
import { quietEnvironment } from "../quiet-environment.js";
import type { SoakResult } from "./soak-result.js";

/**
 * Makes very many calls of a server that does a fault to some of them, and prints one line. Whether all holds: no
 * answer lost, doubled or taken for another's, no memory that grows, nothing left that keeps the program running.
 */
export async function runSoak(calls: number): Promise<boolean> {
  const server = fork(await compile("soak/server.ts"), [String(faultShare), String(seed)], { execArgv: [] });
  const [port] = (await once(server, "message")) as [number];
  const program = await compile("soak/worker.ts");
  const worker = fork(program, [`http://127.0.0.1:${port}`, String(calls), String(atOnce)], {
    execArgv: ["--expose-gc"],
    env: quietEnvironment,
  });
  try {
    const result = await answerOf(worker);
    const endsByItself = await endsWithin(worker, 10_000);
    const problems = problemsOf(result, calls, endsByItself);
    const failed = Object.entries(result.failed).map(([name, count]) => `${count} ${name}`);
    console.log(
      `soak: ${calls} calls, ${atOnce} at once, ${faultShare * 100} % faults (seed ${seed}), ` +
        `${result.seconds.toFixed(0)} s: ${result.answered} answered in ${result.attempts} attempts, ` +
        `failed: ${failed.join(", ") || "none"}; RSS ${signed(result.rssGrowthMb)} MB, heap after 10000 clients ` +
        `${signed(result.heapLeftMb)} MB${problems.length > 0 ? `; WRONG: ${problems.join("; ")}` : ""}`,
    );
    return problems.length === 0;
  } finally {
    worker.kill();
    server.kill();
  }
}

function problemsOf(result: SoakResult, calls: number, endsByItself: boolean): string[] {
  const failed = Object.values(result.failed).reduce((sum, count) => sum + count, 0);
  const lost = calls - result.answered - failed - result.wrong;
  const rules: readonly (readonly [broken: boolean, problem: string])[] = [
    [lost !== 0, `${lost} calls lost`],
    [result.wrong > 0, `${result.wrong} answers doubled, or to another question`],
    [result.strangers > 0, `${result.strangers} errors that are not Inia's`],
    // A body that breaks off cannot be asked for again: of the eight faults that one fails half of the calls.
    [failed > calls * faultShare * 0.1, `${failed} calls failed, which is more than bodies that break off`],
    [result.rssGrowthMb > 20, "RSS grew by more than 20 MB after the warm-up"],
    [result.heapLeftMb > 10, "the heap kept more than 10 MB of dropped clients"],
    [result.left.length > 0, `left open: ${result.left.join(", ")}`],
    [!endsByItself, "the program did not end by itself"],
  ];
  return rules.filter(([broken]) => broken).map(([, problem]) => problem);
}

async function answerOf(worker: ChildProcess): Promise<SoakResult> {
  const ended = once(worker, "exit").then(([code]) => {
    throw new Error(`The program ended with exit code ${String(code)}, and without a result.`);
  });
  const message = once(worker, "message").then(([result]) => result as SoakResult);
  return Promise.race([message, ended]);
}

async function endsWithin(worker: ChildProcess, ms: number): Promise<boolean> {
  if (worker.exitCode !== null) return true;
  const abort = AbortSignal.timeout(ms);
  return once(worker, "exit", { signal: abort }).then(
    () => true,
    () => false,
  );
}

function signed(mb: number): string {
  return `${mb < 0 ? "−" : "+"}${Math.abs(mb).toFixed(1)}`;
}

const atOnce = 50;
const faultShare = 0.02;
const seed = 1;
