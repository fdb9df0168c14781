import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Writes a table into the README, between its markers. */
export function updateReadme(table: readonly string[]): void {
  const path = fileURLToPath(new URL("../README.md", import.meta.url));
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace(/(<!-- table -->\n)[^]*(<!-- \/table -->)/, `$1\n${table.join("\n")}\n\n$2`));
}
