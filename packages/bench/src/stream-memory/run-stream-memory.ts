import { markdownTable } from "../markdown-table.js";
import { type Measured, measureStreamMemory } from "./measure-stream-memory.js";

/** A gigabyte in each way: the table, and what of it is too much. */
export async function runStreamMemory(): Promise<{ readonly table: string; readonly problems: readonly string[] }> {
  const amounts = { bytes: 1e9, rounds, warmUpBytes: 256e6, heldBytes: 64e6 };
  const measured = await measureStreamMemory(amounts, ({ overIdleMb, heldMb, ...passage }) => {
    console.log(`  ${nameOf(passage)}: ${megabytes(overIdleMb)} over idle, ${megabytes(heldMb)} held`);
  });
  const rows = measured.map((row) => [
    nameOf(row),
    `${row.megabytesPerSecond.toFixed(0)} MB/s`,
    megabytes(row.idleMb),
    megabytes(row.overIdleMb),
    `≤ ${limitMb} MB`,
    megabytes(row.heldMb),
  ]);
  return {
    table: markdownTable(["1 GB through S3", "speed", "RSS, idle", "over idle", "goal", "held"], rows),
    problems: measured
      .filter(({ overIdleMb }) => overIdleMb > limitMb)
      .map((row) => `${nameOf(row)}: RSS grew by ${megabytes(row.overIdleMb)}, more than ${limitMb} MB`),
  };
}

function nameOf({ direction, way, scheme }: Pick<Measured, "direction" | "way" | "scheme">): string {
  return `${direction}, ${way}, ${scheme}`;
}

function megabytes(value: number): string {
  return `${value.toFixed(1)} MB`;
}

/** When garbage is collected is chance: of these the one in the middle counts. */
export const rounds = 3;

/** An idle process that is warm may grow by no more than this, however much goes through it. */
const limitMb = 40;
