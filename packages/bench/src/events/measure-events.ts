import { Child } from "../child.js";
import { compile } from "../compile.js";
import { markdownTable } from "../markdown-table.js";
import { pairedRatio, spreadOf } from "../statistics.js";
import { eventCases } from "./cases.js";
import type { Cost } from "./worker.js";

/** What events cost that nobody handles, beside calls of functions and beside one handler. */
export async function measureEvents(rounds: number): Promise<string> {
  const program = await compile("events/worker.ts");
  const children: Child[] = [];
  const measured: Cost[][] = eventCases.map(() => []);
  try {
    for (const index of eventCases.keys()) children.push(await Child.start(program, [String(index)]));
    for (const child of children) await child.ask<Cost>(warmUpMs);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, child] of children.entries()) measured[index]!.push(await child.ask<Cost>(turnMs));
    }
  } finally {
    for (const child of children) child.stop();
  }
  const rows = eventCases.map(({ title }, index) => [
    title,
    `${spreadOf(measured[index]!).median.toFixed(1)} ns`,
    `${pairedRatio(measured[index]!, measured[0]!).median.toFixed(1)}×`,
  ]);
  return markdownTable(["once", "time", "over a plain call"], rows);
}

const warmUpMs = 1_000;
const turnMs = 200;
