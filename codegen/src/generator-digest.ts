import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Changes when the generator does: a hash over its own compiled files and over core's `lower`, so that a package made
 * by yesterday's generator is never taken for today's.
 */
export function generatorDigest(settings: readonly string[]): string {
  const hash = createHash("sha256");
  const core = dirname(createRequire(import.meta.url).resolve("@inia/core/package.json"));
  for (const folder of [
    dirname(fileURLToPath(import.meta.url)),
    join(core, "dist", "model"),
    join(core, "dist", "schema"),
  ]) {
    for (const path of listCode(folder)) hash.update(readFileSync(path));
  }
  for (const setting of settings) hash.update(`\0${setting}`);
  return hash.digest("hex");
}

function listCode(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => extname(path) === ".js" || (extname(path) === ".ts" && !path.endsWith(".d.ts")))
    .sort()
    .map((path) => join(folder, path));
}
