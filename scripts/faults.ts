// npm run faults: makes calls of a server that does everything wrong, and rewrites docs/faults.md, and
// the tables of docs/transfers.md, with what comes of it.
import { buildAll, run } from "./run.js";

await buildAll();
process.exit(
  await run("vitest", ["run", "packages/conformance/src/faults", "packages/s3-transfer/src/faults"], {
    INIA_WRITE_FAULTS: "1",
  }),
);
