// npm test: everything that needs no network and no other runtime. Builds first: suites import built packages.
import { buildAll, run } from "./run.js";

await buildAll();
process.exit(await run("vitest", ["run", ...process.argv.slice(2)]));
