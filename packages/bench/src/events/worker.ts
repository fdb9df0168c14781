// A process that does one of the cases again and again, for as long as a turn takes.
import { eventCases } from "./cases.js";

/** Nanoseconds for once. */
export type Cost = number;

const { run } = eventCases[Number(process.argv[2])]!;

process.on("message", (turnMs: number) => void measure(turnMs));
process.send!("ready");

async function measure(turnMs: number): Promise<void> {
  const began = performance.now();
  let times = 0;
  do {
    await run(batch);
    times += batch;
  } while (performance.now() - began < turnMs);
  process.send!((((performance.now() - began) * 1e6) / times) satisfies Cost);
}

const batch = 10_000;
