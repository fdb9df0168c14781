// Calls operations of the built clients with random inputs that their models allow: see ../random-inputs.test.ts.
import { inspect, parseArgs } from "node:util";
import { serviceRow, serviceTable } from "../service.js";
import { runService } from "./run-service.js";

const { values } = parseArgs({
  options: {
    services: { type: "string" },
    /** `0/2`: the first of two equal shares of the services. */
    share: { type: "string", default: "0/1" },
    runs: { type: "string", default: "1" },
    seed: { type: "string", default: "20260102" },
  },
});
const [share, shares] = values.share.split("/").map(Number) as [number, number];
const folders = values.services?.split(",").map((name) => serviceRow(name)[0]) ?? Object.keys(serviceTable());
const options = { runs: Number(values.runs), seed: Number(values.seed) };
let calls = 0;
let failed = 0;
for (const [index, folder] of folders.entries()) {
  if (index % shares !== share) continue;
  const result = await runService(folder, serviceTable()[folder]!, options);
  calls += result.calls;
  failed += result.failures.length;
  for (const { operation, input, error } of result.failures) {
    console.log(`${folder} ${operation}, seed ${options.seed}`);
    console.log(
      `  input     ${inspect(input, { depth: 8, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 200 })}`,
    );
    console.log(`  error     ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
console.log(`${calls} calls, ${failed} operations failed`);
process.exitCode = failed > 0 || calls === 0 ? 1 : 0;
