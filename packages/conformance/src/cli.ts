import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { acceptedDifferences } from "./accepted-differences.js";
import { updateReadme } from "./readme.js";
import { failureLines, failureTable, staleEntries, sum, summaryTable } from "./report.js";
import type { RunOptions } from "./run-file.js";
import { runFiles } from "./run-files.js";
import { folderOf, serviceRow, serviceTable } from "./service.js";
import { findVectors, type VectorFile } from "./vectors/files.js";
import { type Kind, kinds } from "./vectors/row.js";

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      vectors: { type: "string" },
      kind: { type: "string" },
      services: { type: "string" },
      case: { type: "string" },
      verbose: { type: "boolean", default: false },
      dynamic: { type: "boolean", default: false },
      readme: { type: "boolean", default: false },
    },
  });
  const folder = values.vectors && resolve(values.vectors);
  if (folder === undefined || !existsSync(folder)) {
    console.log(
      `skipped: ${folder === undefined ? "no folder of vectors was named (--vectors DIR)" : `there is no ${folder}`}`,
    );
    return 0;
  }
  const started = performance.now();
  const found = findVectors(folder);
  const options: RunOptions = {
    kinds: values.kind === undefined ? undefined : values.kind.split(",").map(knownKind),
    services: values.services?.split(",").map((name) => serviceRow(name)[0]),
    caseName: values.case,
    dynamic: values.dynamic,
    ignored: found.ignored,
  };
  const pending = readFileSync(fileURLToPath(new URL("../pending.txt", import.meta.url)), "utf8");
  const files = found.files.filter((file) => isWanted(file, options));
  const results = await runFiles(files, Math.min(2, availableParallelism()), { pending, options });
  const isPart = options.kinds ?? options.services ?? options.caseName;
  const isJudged = isPart === undefined && !options.dynamic && isComplete(files);
  const stale = isJudged ? staleEntries(results, acceptedDifferences) : [];
  const table = summaryTable(results);
  const lines = [
    ...failureLines(results.failures, values.verbose),
    ...failureTable(results),
    "",
    ...table,
    ...Object.entries(results.rules).map(([name, count]) => `${count} passed by the accepted difference ${name}`),
    ...Object.entries(results.reasons).map(([reason, count]) => `${count} skipped: ${reason}`),
    ...stale,
    `${((performance.now() - started) / 1000).toFixed(1)} s`,
  ];
  console.log(lines.join("\n"));
  if (values.readme) updateReadme(table);
  const { passed, failed, skipped } = sum(results.tallies);
  console.log(`${passed} passed, ${failed + stale.length} failed, ${skipped} skipped`);
  return failed + stale.length > 0 || passed + skipped === 0 ? 1 : 0;
}

function knownKind(name: string): Kind {
  const kind = kinds.find((one) => one === name);
  if (kind === undefined) throw new Error(`There is no kind "${name}". There are: ${kinds.join(", ")}.`);
  return kind;
}

/** Files that cannot hold wanted cases are not opened. */
function isWanted({ kind, service, format }: VectorFile, { kinds, services }: RunOptions): boolean {
  if (kinds !== undefined && !kinds.includes(kind)) return false;
  if (services === undefined) return true;
  return service === undefined ? format === "rows" : services.includes(folderOf(service) ?? service);
}

/** Whether the vectors are about everything: all kinds, all services. */
function isComplete(files: readonly VectorFile[]): boolean {
  const services = Object.keys(serviceTable());
  const found = new Set(files.map(({ kind, service }) => `${kind} ${service}`));
  return (
    kinds.every((kind) => files.some((file) => file.kind === kind)) &&
    services.every((service) => found.has(`response ${service}`))
  );
}
