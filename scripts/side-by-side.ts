// npm run side-by-side: programs written for aws-sdk v3, on v3 and on Inia. Installs v3 into packages/side-by-side.
import { installAwsSdk } from "../packages/side-by-side/src/prepare.js";
import { buildAll, run } from "./run.js";

installAwsSdk();
await buildAll();
process.exit(await run("vitest", ["run", "--config=packages/side-by-side/vitest.config.ts", ...process.argv.slice(2)]));
