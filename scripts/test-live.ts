// npm run test:live: programs against real servers, which are had from PyPI (moto) and Debian (radosgw) below .inia;
// signatures against botocore and awscrt.
//   npm run test:live -- radosgw      servers by name
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installPython } from "../packages/local-aws/live/python.js";
import { findCeph } from "../packages/local-aws/live/radosgw/ceph.js";
import { ServerUnavailable } from "../packages/local-aws/live/server-unavailable.js";
import { installAwsSdk } from "../packages/side-by-side/src/prepare.js";
import { readJson, root } from "./clients.js";
import { buildAll, run } from "./run.js";

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

/** What there is to test against, by the names of the projects in vitest's configuration, and what gets it. */
const servers: Readonly<Record<string, (say: (what: string) => void) => Promise<unknown>>> = {
  moto: installPython,
  radosgw: findCeph,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(servers, name));
if (unknown.length > 0) {
  console.error(`No such server: ${unknown.join(", ")}. There are: ${Object.keys(servers).join(", ")}.`);
  process.exit(1);
}

const counts = { passed: 0, failed: 0, skipped: 0 };
const ready: string[] = [];
for (const [name, get] of Object.entries(servers)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    await get(console.log);
    ready.push(name);
  } catch (error) {
    if (!(error instanceof ServerUnavailable)) throw error;
    // Without its server a suite has nothing to say. Where CI has what it takes to get one, that is a failure.
    const isFailure = process.env["CI"] === "true" && error.isUnexpected;
    counts[isFailure ? "failed" : "skipped"] += 1;
    console.log(`${isFailure ? "failed" : "skipped"}: ${name}: ${error.message}`);
  }
}
if (ready.length > 0) await test(ready);
console.log(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped === 0 ? "" : `, ${counts.skipped} skipped`}`,
);
process.exitCode = counts.failed > 0 ? 1 : 0;

async function test(projects: readonly string[]): Promise<void> {
  if (projects.includes("moto")) installAwsSdk();
  await buildAll();
  const report = join(root, ".inia", "test-live.json");
  rmSync(report, { force: true });
  const code = await run("vitest", [
    "run",
    "--config=packages/local-aws/live/vitest.config.ts",
    ...projects.map((name) => `--project=${name}`),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  if (existsSync(report)) {
    const { numFailedTests, numPassedTests } = readJson<VitestReport>(report);
    counts.passed += numPassedTests;
    counts.failed += numFailedTests;
  }
  // A file that does not load, or a server that does not start, has no test that failed.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
}
