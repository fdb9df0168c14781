import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { benchFolder } from "./folders.js";

/** What a chart shows of a row: amounts in the unit of the row. */
export interface Bars {
  readonly ours: number;
  readonly theirs: number;
  /** The least that could be. */
  readonly floor: number;
  /** An amount as a reader is shown it. */
  readonly text: (amount: number) => string;
}

export interface ChartRow {
  readonly name: string;
  readonly bars: Bars;
}

/** Writes `charts/<name>.svg`. The longest bar of each row is the rival's full width, so that rows of any size compare. */
export function writeChart(name: string, title: string, floor: string, rows: readonly ChartRow[]): void {
  const folder = join(benchFolder, "charts");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.svg`), drawChart(title, floor, rows));
}

/** An SVG of three bars a row, readable on light and dark pages: it has no background, and its colours follow the page's. */
export function drawChart(title: string, floor: string, rows: readonly ChartRow[]): string {
  const height = top + rows.length * rowHeight + 8;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${style}</style>`,
    `<text class="title" x="0" y="20">${escapeXml(title)}</text>`,
    ...legend(floor),
    ...rows.flatMap((row, index) => drawRow(row, top + index * rowHeight)),
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

function legend(floor: string): string[] {
  const entries = [
    ["ours", "Inia", 0],
    ["theirs", "aws-sdk v3", 70],
    ["floor", floor, 180],
  ] as const;
  return entries.map(
    ([kind, text, x]) =>
      `<rect class="${kind}" x="${x}" y="34" width="10" height="10" rx="2"/><text x="${x + 16}" y="43">${escapeXml(text)}</text>`,
  );
}

function drawRow({ name, bars }: ChartRow, y: number): string[] {
  const longest = Math.max(bars.ours, bars.theirs, bars.floor);
  const bar = (kind: "ours" | "theirs" | "floor", at: number): string => {
    const length = Math.max(1, (Math.max(0, bars[kind]) / longest) * barWidth).toFixed(1);
    return (
      `<rect class="${kind}" x="${left}" y="${at}" width="${length}" height="${barHeight}" rx="2"/>` +
      `<text class="amount" x="${(left + Number(length) + 6).toFixed(1)}" y="${at + barHeight - 1}">${escapeXml(bars.text(bars[kind]))}</text>`
    );
  };
  return [
    `<text x="${left - 12}" y="${y + 22}" text-anchor="end">${escapeXml(name)}</text>`,
    bar("ours", y),
    bar("theirs", y + barHeight + 2),
    bar("floor", y + 2 * (barHeight + 2)),
  ];
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

const width = 720;
const left = 220;
const barWidth = 410;
const barHeight = 11;
const rowHeight = 50;
const top = 60;

const style = [
  "text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-size:16px;font-weight:600}.amount{font-size:11px}",
  ".ours{fill:#0969da}.theirs{fill:#bc4c00}.floor{fill:#8c959f}",
  "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#4493f8}.theirs{fill:#f0883e}.floor{fill:#6e7681}}",
].join("");
