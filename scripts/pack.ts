// npm run pack -- s3 dynamodb --to DIR: tarballs of clients and of core, which a program elsewhere installs. Packages
// that are written by hand are packed by the names of their folders: dynamodb-documents, codegen.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./clients.js";
import { packAll } from "./release/pack-all.js";
import { clientsByName, writtenPackages } from "./release/published-packages.js";
import { buildAll } from "./run.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { to: { type: "string", default: "packed" } },
});
const written = writtenPackages();
const folders = new Map([...clientsByName(), ...written]);
const unknown = positionals.filter((name) => !folders.has(name));
if (positionals.length === 0 || unknown.length > 0) {
  console.error(
    unknown.length > 0 ? `No such package: ${unknown.join(", ")}` : "Usage: npm run pack -- <service> … --to DIR",
  );
  process.exit(1);
}
await buildAll();

// npm runs scripts in the repository's root; a relative DIR is meant from where the user stands.
const to = resolve(process.env["INIT_CWD"] ?? root, values.to);
mkdirSync(to, { recursive: true });
const wanted = new Set([written.get("core")!, ...positionals.map((name) => folders.get(name)!)]);
const packed = await packAll([...wanted], to, { versions: {}, changelogs: {} }, false);
for (const { file, problems } of packed) {
  console.log(file);
  for (const problem of problems) console.error(`  ✗ ${problem}`);
}
console.log(`\nnpm install ${join(values.to, "*.tgz")}`);
if (packed.some(({ problems }) => problems.length > 0)) process.exit(1);
