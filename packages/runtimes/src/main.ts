// npm run test:runtimes: the suite in every runtime that is there. See README.md.
//   npm run test:runtimes -- node bun      runtimes by name
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceBetweenMarkers } from "../../../scripts/markers.js";
import { buildAll } from "../../../scripts/run.js";
import { runtimesFolder } from "./folders.js";
import { installWhenNeeded } from "./install.js";
import { chromium } from "./runtimes/chromium.js";
import { bun, deno, node } from "./runtimes/console.js";
import type { Outcome, Runtime } from "./runtimes/runtime.js";
import { workerd } from "./runtimes/workerd.js";
import { startServers } from "./servers.js";
import { scenarios } from "./suite/run-suite.js";
import { resultTable } from "./table.js";

const runtimes: readonly Runtime[] = [node, bun, deno, workerd, chromium];
const wanted = process.argv.slice(2).map((name) => name.toLowerCase());
const unknown = wanted.filter((name) => runtimes.every((runtime) => runtime.name.toLowerCase() !== name));
if (unknown.length > 0) {
  console.error(`No such runtime: ${unknown.join(", ")}. There are: ${runtimes.map(({ name }) => name).join(", ")}.`);
  process.exit(1);
}
const chosen = wanted.length === 0 ? runtimes : runtimes.filter(({ name }) => wanted.includes(name.toLowerCase()));

const complaint = installWhenNeeded();
if (complaint !== undefined) console.log(complaint);
await buildAll();
const servers = await startServers();
const outcomes: { readonly runtime: Runtime; readonly outcome: Outcome }[] = [];
for (const runtime of chosen) {
  const settings = servers.settingsFor(runtime.name, runtime.crossOrigin === true);
  const outcome = await runtime.run(settings).catch(brokenRuntime);
  tell(runtime, outcome);
  outcomes.push({ runtime, outcome });
}
await servers.close();

const table = resultTable(scenarios, outcomes);
console.log(`\n${table}\n`);
if (chosen === runtimes) writeReadme(table);
const results = outcomes.flatMap(({ outcome }) => ("results" in outcome ? outcome.results : []));
const failed = results.filter(({ error }) => error !== undefined).length;
const skipped = outcomes.filter(({ outcome }) => "skipped" in outcome).length * scenarios.length;
console.log(`${results.length - failed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed > 0 ? 1 : 0);

/** A runtime that broke off has failed every scenario. */
function brokenRuntime(error: unknown): Outcome {
  const reason = `the runtime did not run the suite: ${error instanceof Error ? error.message : String(error)}`;
  return { version: "", results: scenarios.map(({ name }) => ({ name, error: reason })) };
}

function tell({ name }: Runtime, outcome: Outcome): void {
  if ("skipped" in outcome) {
    console.log(`\n${name}: skipped, ${outcome.skipped}`);
    return;
  }
  const failures = outcome.results.filter(({ error }) => error !== undefined);
  console.log(
    `\n${name} ${outcome.version}: ${outcome.results.length - failures.length} passed, ${failures.length} failed`,
  );
  for (const { name: scenario, error } of failures) console.log(`  ${scenario}\n    ${error}`);
}

function writeReadme(text: string): void {
  const path = join(runtimesFolder, "README.md");
  const before = readFileSync(path, "utf8");
  const after = replaceBetweenMarkers(before, "results", text);
  if (after !== before) writeFileSync(path, after);
}
