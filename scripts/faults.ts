// npm run faults: makes calls of a server that does everything wrong, and rewrites docs/faults.md with what comes of it.
import { buildAll, run } from "./run.js";

await buildAll();
process.exit(await run("vitest", ["run", "packages/conformance/src/faults"], { INIA_WRITE_FAULTS: "1" }));
