// npm run test:runtimes: the suite in every runtime that is there. See README.md.
//   npm run test:runtimes -- node bun      runtimes by name
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceBetweenMarkers } from "../../../scripts/markers.js";
import { buildAll } from "../../../scripts/run.js";
import { runtimesFolder } from "./folders.js";
import { installWhenNeeded } from "./install.js";
import { chromium } from "./runtimes/chromium.js";
import { bun, deno, newerNodes, node } from "./runtimes/console.js";
import { firefox } from "./runtimes/firefox.js";
import { reactNative } from "./runtimes/react-native.js";
import type { Outcome, Runtime } from "./runtimes/runtime.js";
import { workerd } from "./runtimes/workerd.js";
import { startServers } from "./servers.js";
import { scenarios } from "./suite/run-suite.js";
import { resultTable } from "./table.js";

/** The waiters of the suite look every second; nothing else takes that long. */
const slowMs = 5000;

const runtimes: readonly Runtime[] = [node, ...newerNodes, bun, deno, workerd, chromium, firefox, reactNative];
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
  const outcome = await runtime.run(settings).catch((error: unknown) => ({ broken: String(error) }));
  tell(runtime, outcome);
  outcomes.push({ runtime, outcome });
}
await servers.close();

const table = resultTable(scenarios, outcomes);
console.log(`\n${table}\n`);
if (chosen === runtimes) writeReadme(table);
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const { outcome } of outcomes) count(outcome);
const skipped = counts.skipped === 0 ? "" : `, ${counts.skipped} skipped`;
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exit(counts.failed > 0 ? 1 : 0);

function count(outcome: Outcome): void {
  if ("skipped" in outcome) counts.skipped += scenarios.length;
  else if ("broken" in outcome) counts.failed += scenarios.length;
  else
    for (const { error, lacks } of outcome.results) {
      if (lacks !== undefined) counts.skipped += 1;
      else counts[error === undefined ? "passed" : "failed"] += 1;
    }
}

function tell({ name }: Runtime, outcome: Outcome): void {
  if ("skipped" in outcome) {
    console.log(`\n${name}: skipped, ${outcome.skipped}`);
    return;
  }
  if ("broken" in outcome) {
    console.log(`\n${name}: did not run the suite to its end\n  ${outcome.broken}`);
    return;
  }
  const failures = outcome.results.filter(({ error }) => error !== undefined);
  const skipped = outcome.results.filter(({ lacks }) => lacks !== undefined);
  const passed = outcome.results.length - failures.length - skipped.length;
  console.log(`\n${name} ${outcome.version}: ${passed} passed, ${failures.length} failed`);
  for (const { name: scenario, lacks } of skipped) console.log(`  skipped: ${scenario}, ${lacks}`);
  for (const { name: scenario, error } of failures) console.log(`  ${scenario}\n    ${error}`);
  for (const { name: scenario, milliseconds } of outcome.results) {
    if (milliseconds > slowMs) console.log(`  slow: ${scenario}, ${milliseconds} ms`);
  }
}

function writeReadme(text: string): void {
  const path = join(runtimesFolder, "README.md");
  const before = readFileSync(path, "utf8");
  const after = replaceBetweenMarkers(before, "results", text);
  if (after !== before) writeFileSync(path, after);
}
