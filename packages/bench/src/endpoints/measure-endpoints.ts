import { compile } from "../compile.js";
import type { Row } from "../table.js";
import { cpuRow } from "../turns.js";

/** CPU of one evaluation of S3's endpoint rules. Each has another bucket, so that no cache answers. */
export async function measureEndpoints(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const program = await compile("endpoints/worker.ts", "bundled");
  const row = await cpuRow({ title: "S3, a hundred buckets", program, args: [], goal: 0.2, rounds });
  report(row);
  return [row];
}
