// npm run conformance -- --vectors DIR: judges the built clients by recorded vectors. Builds first.
import { join } from "node:path";
import { root } from "./clients.js";
import { buildAll, run } from "./run.js";

await buildAll();
process.exit(await run("node", [join(root, "packages", "conformance", "dist", "cli.js"), ...process.argv.slice(2)]));
