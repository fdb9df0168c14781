// Makes calls of the built clients fail, with markers in the place of secrets: see ../secrets.test.ts.
import { parseArgs } from "node:util";
import { serviceRow, serviceTable } from "../service.js";
import { runSecrets } from "./run-secrets.js";

const { values } = parseArgs({
  options: {
    services: { type: "string" },
    /** `0/2`: the first of two equal shares of the services. */
    share: { type: "string", default: "0/1" },
    seed: { type: "string", default: "20260102" },
  },
});
const [share, shares] = values.share.split("/").map(Number) as [number, number];
const folders = values.services?.split(",").map((name) => serviceRow(name)[0]) ?? Object.keys(serviceTable());
let calls = 0;
let leaked = 0;
for (const [index, folder] of folders.entries()) {
  if (index % shares !== share) continue;
  const result = await runSecrets(folder, serviceTable()[folder]!, { seed: Number(values.seed) });
  calls += result.calls;
  leaked += result.leaks.length;
  for (const { operation, failure, shown } of result.leaks) {
    console.log(`${folder} ${operation}, ${failure}, seed ${values.seed}\n${shown.slice(0, 2000)}\n`);
  }
}
console.log(`${calls} calls, ${leaked} leaks`);
process.exitCode = leaked > 0 || calls === 0 ? 1 : 0;
