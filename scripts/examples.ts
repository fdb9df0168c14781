// npm run examples: runs every program in examples/ against local servers, and holds what it says and does against what
// it should. Closes with the number of examples that passed and failed.
//   npm run examples -- sync worker      some of them
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buildQuietly } from "./build-quietly.js";
import { root } from "./clients.js";

await buildQuietly();
// Only now: what they import has to be built.
const { checkByExample } = await import("./examples/checks.js");
const { wrongDependencies } = await import("./examples/dependencies.js");

const there = readdirSync(join(root, "examples"), { withFileTypes: true })
  .filter((found) => found.isDirectory() && found.name !== "quickstart")
  .map(({ name }) => name);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !there.includes(name));
if (unknown.length > 0) {
  console.error(`No such example: ${unknown.join(", ")}. There are: ${there.join(", ")}.`);
  process.exit(1);
}
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const name of wanted.length > 0 ? wanted : there) {
  const started = performance.now();
  try {
    const wrong = wrongDependencies(name);
    if (wrong.length > 0) throw new Error(`package.json: ${wrong.join("; ")}`);
    const check = checkByExample[name];
    if (check === undefined) throw new Error("scripts/examples/checks.ts says nothing of it");
    const result = await check();
    const isSkipped = typeof result !== "string";
    counts[isSkipped ? "skipped" : "passed"] += 1;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const line = isSkipped ? `skipped: ${result.skipped}` : `${result} (${seconds} s)`;
    console.log(`  ${isSkipped ? "–" : "✓"} ${name.padEnd(18)} ${line}`);
  } catch (error) {
    counts.failed += 1;
    console.log(`  ✗ ${name}\n${error instanceof Error ? error.stack : String(error)}`);
  }
}
const skipped = counts.skipped === 0 ? "" : `, ${counts.skipped} skipped`;
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exit(counts.failed > 0 ? 1 : 0);
