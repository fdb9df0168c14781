import type { Measurement } from "./measure.js";
import type { PartCost } from "./parts.js";
import type { SignerCost } from "./signer-cost.js";
import { signerBases } from "./signers.js";

/** The measurements as a Markdown table, aligned as the formatter aligns it. */
export function sizeTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ scenario, bundles }) => [
    scenario.name,
    bundles.esbuild.gzipKb.toFixed(1),
    bundles.rolldown.gzipKb.toFixed(1),
    String(scenario.ceilings.esbuild),
    String(scenario.ceilings.rolldown),
    String(scenario.goal),
  ]);
  return markdown(["kB gzip", "esbuild", "rolldown", "ceiling esbuild", "ceiling rolldown", "goal"], rows);
}

/** What each signer adds, as a Markdown table. */
export function signerTable(costs: readonly SignerCost[]): string {
  const rows = costs.map(({ scenario, bytesGzip, bytesMinified }) => [
    scenario.name,
    String(bytesGzip),
    String(bytesMinified),
    signerBases[scenario.over].title,
  ]);
  return markdown(["signer", "bytes gzip", "bytes minified", "over"], rows);
}

/** What the smallest client is made of, as a Markdown table. */
export function partTable(parts: readonly PartCost[]): string {
  const rows = parts.map(({ name, bytesGzip, bytesMinified }) => [name, String(bytesGzip), String(bytesMinified)]);
  return markdown(["part", "bytes gzip", "bytes minified"], rows);
}

/** What is forbidden and still there, with the reasons: a Markdown list. */
export function knownList(measurements: readonly Measurement[]): string {
  const scenariosByReason = new Map<string, string[]>();
  for (const { scenario } of measurements) {
    for (const [name, reason] of Object.entries(scenario.known ?? {})) {
      const key = `${name}: ${reason}`;
      scenariosByReason.set(key, [...(scenariosByReason.get(key) ?? []), scenario.name]);
    }
  }
  return [...scenariosByReason].map(([reason, names]) => `- ${reason} (${names.join(" · ")})`).join("\n");
}

/** Which files a bundle is made of, largest first, and how much of it only `import()` reaches. */
export function shareTable({ scenario, bundles }: Measurement, limit: number): string {
  const { modules, code } = bundles.esbuild;
  const lazy = modules.filter(({ isLazy }) => isLazy).reduce((sum, { bytes }) => sum + bytes, 0);
  const byFolder = new Map<string, number>();
  for (const { path, bytes } of modules) {
    const folder = path.split("/").slice(0, -1).join("/");
    byFolder.set(folder, (byFolder.get(folder) ?? 0) + bytes);
  }
  const row = (bytes: number, name: string): string => `${String(bytes).padStart(8)}  ${name}`;
  return [
    `${scenario.name}: ${code.length} bytes minified with esbuild, ${lazy} of them reached by import() alone`,
    "  by folder",
    ...[...byFolder].sort(([, a], [, b]) => b - a).map(([folder, bytes]) => row(bytes, folder)),
    "  by file",
    ...modules.slice(0, limit).map(({ path, bytes, isLazy }) => row(bytes, isLazy ? `${path} (lazy)` : path)),
  ].join("\n");
}

/** Aligned as the formatter aligns it: names to the left, numbers to the right. */
function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  const line = (cells: readonly string[]): string => `| ${cells.map(pad).join(" | ")} |`;
  const rules = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(header), line(rules), ...rows.map(line)].join("\n");
}
