// npm run sizes: what programs cost in bytes, beside their ceilings, what signers add to them, and what the smallest
// client is made of. Writes the tables into the package's README when all scenarios were measured; exits with 1 when a
// bundle is over its ceiling or holds what it must not.
//   npm run sizes -- "S3 getObject"            scenarios by name
//   npm run sizes -- --why --limit 30          which files each bundle is made of
//   npm run sizes -- --ceilings                ceilings with 1 % of headroom over what is measured now
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Measurement, measure } from "../packages/bundle-size/src/measure.js";
import { type PartCost, partCosts } from "../packages/bundle-size/src/parts.js";
import { scenarios } from "../packages/bundle-size/src/scenarios.js";
import { type SignerCost, signerCost } from "../packages/bundle-size/src/signer-cost.js";
import { signerScenarios } from "../packages/bundle-size/src/signers.js";
import { knownList, partTable, shareTable, signerTable, sizeTable } from "../packages/bundle-size/src/table.js";
import { root } from "./clients.js";
import { replaceBetweenMarkers } from "./markers.js";
import { buildAll } from "./run.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    why: { type: "boolean", default: false },
    limit: { type: "string", default: "20" },
    ceilings: { type: "boolean", default: false },
  },
});
const chosen = positionals.length === 0 ? scenarios : scenarios.filter(({ name }) => positionals.includes(name));
if (chosen.length < positionals.length) {
  console.error(`Scenarios are: ${scenarios.map(({ name }) => name).join(" · ")}`);
  process.exit(1);
}

await buildAll();
const measurements: Measurement[] = [];
for (const scenario of chosen) measurements.push(await measure(scenario));

console.log(`\n${sizeTable(measurements)}`);
if (values.why) for (const each of measurements) console.log(`\n${shareTable(each, Number(values.limit))}`);
if (values.ceilings) printCeilings(measurements);
if (chosen === scenarios) {
  const costs: SignerCost[] = [];
  for (const scenario of signerScenarios) costs.push(await signerCost(scenario));
  const parts = await partCosts();
  console.log(`\n${signerTable(costs)}\n\n${partTable(parts)}`);
  writeReadme(measurements, costs, parts);
}

const problems = measurements.flatMap((each) => each.problems);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`\nall ${measurements.length} scenarios are below their ceilings and hold nothing forbidden`);

function writeReadme(all: readonly Measurement[], costs: readonly SignerCost[], parts: readonly PartCost[]): void {
  const path = join(root, "packages", "bundle-size", "README.md");
  const before = readFileSync(path, "utf8");
  const texts = {
    sizes: sizeTable(all),
    signers: signerTable(costs),
    parts: partTable(parts),
    known: knownList(all) || "Nothing.",
  };
  const after = Object.entries(texts).reduce((text, [name, table]) => replaceBetweenMarkers(text, name, table), before);
  if (after !== before) writeFileSync(path, after);
}

function printCeilings(all: readonly Measurement[]): void {
  console.log("");
  for (const { scenario, bundles } of all) {
    const { esbuild, rolldown } = bundles;
    console.log(
      `${scenario.name}: ceilings: { esbuild: ${withHeadroom(esbuild.gzipKb)}, rolldown: ${withHeadroom(rolldown.gzipKb)} }`,
    );
  }
}

function withHeadroom(kb: number): number {
  return Math.ceil(kb * 1.01 * 10) / 10;
}
