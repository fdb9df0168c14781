// npm run test:live: programs against moto, which is installed from PyPI below .inia, behind a verifier; signatures against botocore.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installPython, PythonUnavailable } from "../packages/local-aws/live/python.js";
import { readJson, root } from "./clients.js";
import { buildAll, run } from "./run.js";

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

await ready();
await buildAll();
const report = join(root, ".inia", "test-live.json");
rmSync(report, { force: true });
const code = await run("vitest", [
  "run",
  "--config=packages/local-aws/live/vitest.config.ts",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
]);
process.exitCode = code;
// Where moto did not start there is no report, and vitest has said why.
if (existsSync(report)) {
  const { numFailedTests, numPassedTests } = readJson<VitestReport>(report);
  console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
}

/** Without moto there is nothing to test against. Where CI has Python that is a failure, elsewhere it is only said. */
async function ready(): Promise<void> {
  try {
    await installPython(console.log);
  } catch (error) {
    if (!(error instanceof PythonUnavailable)) throw error;
    console.log(`skipped: ${error.message}`);
    process.exit(process.env["CI"] === "true" && error.hasPython ? 1 : 0);
  }
}
