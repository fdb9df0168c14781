import type { Bars } from "./chart.js";
import { markdownTable } from "./markdown-table.js";
import type { Spread } from "./statistics.js";

/** One line of a result. Without `goal` it is there for comparison. */
export interface Row {
  readonly name: string;
  readonly ours: string;
  readonly theirs: string;
  readonly ratio: Spread;
  /** The ratio that this shall have. */
  readonly goal?: number;
  /** Whether a larger ratio is the better one. */
  readonly moreIsBetter?: boolean;
  /** Where the row belongs into a chart. */
  readonly bars?: Bars;
}

/** Rows as a Markdown table, aligned as the formatter aligns it. `rival` is what Inia stands beside. */
export function table(title: string, rival: string, rows: readonly Row[]): string {
  const header = [title, "Inia", rival, "ratio", "quartiles", "goal"];
  const cells = rows.map(({ name, ours, theirs, ratio, goal, moreIsBetter }) => [
    name,
    ours,
    theirs,
    `${ratio.median.toFixed(2)}×`,
    `${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}`,
    goal === undefined ? "–" : `${moreIsBetter ? "≥" : "≤"} ${goal}×`,
  ]);
  return markdownTable(header, cells);
}
