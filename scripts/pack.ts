// npm run pack -- s3 dynamodb --to DIR: tarballs of clients and of core, which a program elsewhere installs.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { clientsFolder, listClients, readJson, root } from "./clients.js";
import { buildAll, mustRun } from "./run.js";

interface Manifest {
  name: string;
  version: string;
  files: string[];
  scripts?: unknown;
  devDependencies?: unknown;
  [field: string]: unknown;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { to: { type: "string", default: "packed" } },
});
const table = readJson<Record<string, { clientId: string }>>(join(root, "models", "services.json"));
await buildAll();
const known = listClients();
const wanted = positionals.map((name) => table[name]?.clientId ?? name);
const unknown = wanted.filter((name) => !known.includes(name));
if (wanted.length === 0 || unknown.length > 0) {
  console.error(
    unknown.length > 0 ? `No such client: ${unknown.join(", ")}` : "Usage: npm run pack -- <service> … --to DIR",
  );
  process.exit(1);
}

const to = resolve(root, values.to);
mkdirSync(to, { recursive: true });
await packFolder(join(root, "packages", "core"));
for (const name of wanted) await packFolder(join(clientsFolder, name));
console.log(readdirSync(to).join("\n"));

/** Packs what `files` names, with licences, and without what only this repository needs. */
async function packFolder(folder: string): Promise<void> {
  const staged = mkdtempSync(join(tmpdir(), "inia-pack-"));
  const {
    scripts: _,
    devDependencies: __,
    private: ___,
    ...manifest
  } = readJson<Manifest>(join(folder, "package.json"));
  cpSync(join(folder, "dist"), join(staged, "dist"), {
    recursive: true,
    filter: (path) => !path.endsWith(".map") && !path.endsWith(".tsbuildinfo"),
  });
  copyFileSync(join(folder, "README.md"), join(staged, "README.md"));
  copyFileSync(join(root, "LICENSE"), join(staged, "LICENSE"));
  copyFileSync(join(root, "models", "NOTICE"), join(staged, "NOTICE"));
  writeFileSync(join(staged, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await mustRun("npm", ["pack", staged, "--pack-destination", to, "--silent"]);
  rmSync(staged, { recursive: true });
}
