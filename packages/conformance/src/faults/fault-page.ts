import { faultedCalls } from "./calls.js";
import { faultGroups } from "./faults.js";
import type { FaultResult } from "./run-fault.js";

/** The page with its tables made anew, between their markers. */
export function faultPage(before: string, resultsOf: (group: string, fault: string) => readonly FaultResult[]): string {
  const tables = faultGroups.map(({ title, faults }) => {
    const rows = faults.map(({ name }) => {
      const results = resultsOf(title, name);
      return [name, ...results.map(({ outcome }) => outcome), endedBy(results)];
    });
    return `## ${title}\n\n${table(["fault", ...faultedCalls.map((call) => call.title), "ended by"], rows)}`;
  });
  const [start, end] = ["<!-- faults -->", "<!-- /faults -->"];
  const from = before.indexOf(start) + start.length;
  return `${before.slice(0, from)}\n\n${tables.join("\n\n")}\n\n${before.slice(before.indexOf(end))}`;
}

function endedBy(results: readonly FaultResult[]): string {
  return [...new Set(results.flatMap(({ limits }) => limits))].join(", ");
}

/** Aligned as the formatter aligns it. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
