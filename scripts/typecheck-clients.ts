// Type-checks every generated client under the strictest settings.
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { listClients, root } from "./clients.js";
import { run } from "./run.js";

const started = performance.now();
const clients = listClients();
const folder = join(root, ".turbo", "typecheck");
mkdirSync(folder, { recursive: true });

// A program per part of the clients: one for all of them would need several gigabytes.
const parts = Math.max(4, availableParallelism() * 2);
for (let part = 0; part < parts; part++) {
  const include = clients
    .filter((_, index) => index % parts === part)
    .map((name) => `../../packages/clients/${name}/src`);
  const config = {
    extends: "../../tsconfig.base.json",
    compilerOptions: { noEmit: true, composite: false, skipLibCheck: false, types: [] },
    include,
  };
  const path = join(folder, `tsconfig.${part}.json`);
  writeFileSync(path, JSON.stringify(config, null, 2));
}
let code = 0;
for (let part = 0; part < parts && code === 0; part++) {
  code = await run("tsc", ["-p", join(folder, `tsconfig.${part}.json`)]);
}
if (code === 0)
  console.log(`type-checked ${clients.length} clients, ${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exit(code);
