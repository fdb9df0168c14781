/** A Markdown table, aligned as the formatter aligns it: the first columns to the left, numbers to the right. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  leftColumns = 1,
): string {
  const widths = header.map((text, column) => Math.max(text.length, ...rows.map((row) => row[column]!.length)));
  const pad = (text: string, column: number): string =>
    column < leftColumns ? text.padEnd(widths[column]!) : text.padStart(widths[column]!);
  const line = (row: readonly string[]): string => `| ${row.map(pad).join(" | ")} |`;
  const rules = widths.map((width, column) => (column < leftColumns ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(header), line(rules), ...rows.map(line)].join("\n");
}
