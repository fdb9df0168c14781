import { differ } from "./compare.js";
import { loadDynamicService } from "./dynamic-service.js";
import { loadGeneratedService } from "./generated-service.js";
import { cborCases } from "./kinds/cbor.js";
import { endpointCases } from "./kinds/endpoints.js";
import { goldenCases } from "./kinds/golden.js";
import { protocolCases } from "./kinds/protocol.js";
import { sigv4Cases } from "./kinds/sigv4.js";
import type { PendingEntry } from "./pending.js";
import { emptyResults, findTally, type Results, type Tally } from "./results.js";
import { runCase } from "./run-case.js";
import { type Service, serviceRow } from "./service.js";
import type { TestCase } from "./test-case.js";
import type { VectorFile } from "./vectors/files.js";
import type { Kind } from "./vectors/row.js";

/** Which cases are wanted, and how they are run. Plain data. */
export interface RunOptions {
  readonly kinds: readonly Kind[] | undefined;
  /** botocore's names. */
  readonly services: readonly string[] | undefined;
  /** A part of the case's name. */
  readonly caseName: string | undefined;
  /** Clients made of the models at run time, in place of the generated ones. */
  readonly dynamic: boolean;
  /** Cases that botocore itself fails. */
  readonly ignored: ReadonlySet<string>;
}

/** Runs the cases of a file, one after the other. */
export async function runFile(
  file: VectorFile,
  pending: readonly PendingEntry[],
  options: RunOptions,
): Promise<Results> {
  const results = emptyResults();
  let tests: TestCase[];
  try {
    tests = await openFile(file, options);
  } catch (error) {
    tests = [unreadable(file, error)];
  }
  for (const test of tests) if (isWanted(test, options)) await runTest(test, pending, results);
  return results;
}

/** A file that cannot be opened, or whose service cannot be loaded, is one failure. */
function unreadable({ kind, service, path }: VectorFile, error: unknown): TestCase {
  return { kind, service: service ?? path, name: path, run: async () => differ("<file>", "cases", error) };
}

async function openFile(file: VectorFile, options: RunOptions): Promise<TestCase[]> {
  const load = options.dynamic ? loadDynamicService : loadGeneratedService;
  switch (file.format) {
    case "rows":
      return goldenCases(file, (service) => loadOnce(service, load));
    case "endpoints":
      return endpointCases(file, await loadOnce(file.service!, load));
    case "protocol":
      return protocolCases(file, options.ignored);
    case "sigv4":
      return sigv4Cases(file);
    case "cbor":
      return cborCases(file);
  }
}

function loadOnce(name: string, load: (folder: string) => Promise<Service>): Promise<Service> {
  const [folder] = serviceRow(name);
  let service = services.get(folder);
  if (service === undefined) services.set(folder, (service = load(folder)));
  return service;
}

const services = new Map<string, Promise<Service>>();

function isWanted({ kind, service, name }: TestCase, { kinds, services: wanted, caseName }: RunOptions): boolean {
  return (
    (kinds === undefined || kinds.includes(kind)) &&
    (wanted === undefined || wanted.includes(service)) &&
    (caseName === undefined || name.includes(caseName))
  );
}

async function runTest(test: TestCase, pending: readonly PendingEntry[], results: Results): Promise<void> {
  const { kind, group, service, name } = test;
  const tally = findTally(results, kind, group, service);
  const { difference, rules } = await runCase(test);
  const entry = pending.find((one) => one.matches(test));
  if (entry !== undefined) results.pending[entry.text] = (results.pending[entry.text] ?? 0) + (difference ? 1 : 0);
  if (difference === undefined) {
    tally.passed += 1;
    for (const rule of rules) results.rules[rule] = (results.rules[rule] ?? 0) + 1;
    return;
  }
  const reason = entry?.reason ?? test.mayFail;
  if (reason !== undefined) return skip(tally, results, reason);
  tally.failed += 1;
  results.failures.push({ kind, group, service, name, difference });
}

function skip(tally: Tally, { reasons }: Results, reason: string): void {
  tally.skipped += 1;
  reasons[reason] = (reasons[reason] ?? 0) + 1;
}
