import type { AcceptedDifference } from "./accepted-differences.js";
import type { Failure, Results, Tally } from "./results.js";
import { kinds } from "./vectors/row.js";

/** Sums by kind, with the suites or groups of a kind apart, as lines of a Markdown table. */
export function summaryTable({ tallies }: Results): string[] {
  const rows = kinds.flatMap((kind) => {
    const own = tallies.filter((tally) => tally.kind === kind);
    const groups = [...new Set(own.map(({ group }) => group))].sort();
    return groups.map((group) => {
      const { passed, failed, skipped } = sum(own.filter((tally) => tally.group === group));
      return [group === undefined ? kind : `${kind}: ${group}`, passed, failed, skipped].map(cell);
    });
  });
  return formatTable([["vectors", "passed", "failed", "skipped"], ...rows]);
}

/** The services in which something failed, and in how many cases of each kind. */
export function failureTable({ tallies }: Results): string[] {
  const failed = tallies.filter((tally) => tally.failed > 0);
  if (failed.length === 0) return [];
  const columns = kinds.filter((kind) => failed.some((tally) => tally.kind === kind));
  const services = [...new Set(failed.map(({ service }) => service))].sort();
  const rows = services.map((service) => [
    service,
    ...columns.map((kind) =>
      cell(sum(failed.filter((tally) => tally.service === service && tally.kind === kind)).failed),
    ),
  ]);
  return formatTable([["failed in", ...columns], ...rows]);
}

/** Failures with their first difference: all of them, or a few of each kind and service. */
export function failureLines(failures: readonly Failure[], isVerbose: boolean): string[] {
  const shown: Failure[] = [];
  const counts = new Map<string, number>();
  for (const failure of failures) {
    const key = `${failure.kind} ${failure.service}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (isVerbose || (count <= perService && shown.length < inAll)) shown.push(failure);
  }
  const lines = shown.flatMap(({ kind, group, service, name, difference }) => [
    `${group === undefined ? kind : `${kind}/${group}`} ${service} ${name}`,
    `  at        ${difference.where}`,
    `  expected  ${difference.expected}`,
    `  actual    ${difference.actual}`,
  ]);
  const hidden = failures.length - shown.length;
  return hidden === 0 ? lines : [...lines, `… and ${hidden} more (--verbose shows all)`];
}

/**
 * What is wrong with the lists of accepted differences and pending work: entries that nothing needs any more. Only all
 * vectors together can tell.
 */
export function staleEntries(results: Results, rules: readonly AcceptedDifference[]): string[] {
  const pending = Object.entries(results.pending)
    .filter(([, failed]) => failed === 0)
    .map(([text]) => `pending.txt: all cases of "${text}" pass; remove the entry`);
  // Of a kind whose cases wait for something it is not known yet which rules they will need.
  const waiting = Object.entries(results.pending).flatMap(([text, failed]) => (failed > 0 ? [text] : []));
  const unused = rules
    .filter(
      ({ name, kinds }) => !results.rules[name] && !kinds.some((kind) => waiting.some((text) => text.startsWith(kind))),
    )
    .map(({ name }) => `accepted-differences.ts: no case needs the rule "${name}"; remove it`);
  return [...pending, ...unused];
}

export function sum(tallies: readonly Tally[]): { passed: number; failed: number; skipped: number } {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of tallies) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

function cell(value: number | string): string {
  return typeof value === "string" ? value : value === 0 ? "" : value.toLocaleString("en-US");
}

function formatTable(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, column) => (column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!))).join(" | ")} |`;
  const [head, ...body] = rows;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head!), rule, ...body.map(line)];
}

const perService = 2;
const inAll = 60;
