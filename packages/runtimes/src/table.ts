import type { Outcome, Runtime } from "./runtimes/runtime.js";
import type { Scenario } from "./suite/context.js";

/** Scenarios by runtimes as a Markdown table, aligned as the formatter aligns it. */
export function resultTable(
  scenarios: readonly Scenario[],
  outcomes: readonly { readonly runtime: Runtime; readonly outcome: Outcome }[],
): string {
  const header = [
    "scenario",
    ...outcomes.map(({ runtime, outcome }) =>
      "version" in outcome ? `${runtime.name} ${outcome.version}` : runtime.name,
    ),
  ];
  const rows = scenarios.map(({ name }) => [name, ...outcomes.map(({ outcome }) => cell(outcome, name))]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, column) => text.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(header), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join("\n");
}

function cell(outcome: Outcome, scenario: string): string {
  if ("skipped" in outcome) return "skipped";
  if ("broken" in outcome) return "failed";
  const result = outcome.results.find(({ name }) => name === scenario);
  if (result === undefined) return "did not run";
  if (result.lacks !== undefined) return "–";
  return result.error === undefined ? "passed" : "failed";
}
