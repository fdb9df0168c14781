// npm run pack -- s3 dynamodb --to DIR: tarballs of clients and of core, which a program elsewhere installs. Packages
// beside core are packed by the names of their folders: dynamodb-documents.
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { transformSync } from "esbuild";
import { bundleCore } from "./bundle-core.js";
import { clientsFolder, readJson, root } from "./clients.js";
import { buildAll, mustRun } from "./run.js";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly scripts?: unknown;
  readonly private?: unknown;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  /** Clients that the package is written upon. Here it finds them by links: npm would ask the registry for them. */
  readonly inia?: { readonly clients: readonly string[] };
  readonly [field: string]: unknown;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { to: { type: "string", default: "packed" } },
});
const folders = new Map([...clientsByName(), ...packagesBesideCore()]);
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
const core = join(root, "packages", "core");
// What core has of other packages goes into it; the repository's own are for its tests.
await packFolder(core, (staged, { devDependencies = {} }) =>
  bundleCore(
    staged,
    Object.keys(devDependencies).filter((name) => !name.startsWith("@inia/")),
  ),
);
for (const folder of new Set(positionals.map((name) => folders.get(name)!))) await packFolder(folder);

console.log(`\nnpm install ${join(values.to, "*.tgz")}`);

/** Client folders by botocore's names of the services and by our own. */
function clientsByName(): Map<string, string> {
  const table = readJson<Record<string, { clientId: string }>>(join(root, "models", "services.json"));
  return new Map(
    Object.entries(table).flatMap(([name, { clientId }]) => {
      const folder = join(clientsFolder, clientId);
      return [[name, folder] as const, [clientId, folder] as const];
    }),
  );
}

/** Folders of packages that are published and written by hand, by their names. */
function packagesBesideCore(): Map<string, string> {
  const folder = join(root, "packages");
  const packages = readdirSync(folder)
    .map((name) => [name, join(folder, name)] as const)
    .filter(([name, path]) => name !== "core" && existsSync(join(path, "package.json")))
    .filter(([, path]) => readJson<Manifest>(join(path, "package.json")).private !== true);
  return new Map(packages);
}

/** Packs what a program needs, with licences; not what only this repository needs. */
async function packFolder(
  folder: string,
  finish?: (staged: string, manifest: Manifest) => Promise<void>,
): Promise<void> {
  const staged = mkdtempSync(join(tmpdir(), "inia-pack-"));
  const manifest = readJson<Manifest>(join(folder, "package.json"));
  const { devDependencies: _, private: __, scripts: ___, inia, ...published } = manifest;
  copyPublished(join(folder, "dist"), join(staged, "dist"), folder.startsWith(clientsFolder));
  copyFileSync(join(root, "LICENSE"), join(staged, "LICENSE"));
  copyFileSync(join(root, "models", "NOTICE"), join(staged, "NOTICE"));
  const readme = join(folder, "README.md");
  if (existsSync(readme)) copyFileSync(readme, join(staged, "README.md"));
  await finish?.(staged, manifest);
  const files = [...new Set([...published.files, "NOTICE", "THIRD-PARTY.md"])].filter((name) =>
    existsSync(join(staged, name)),
  );
  const upon = (inia?.clients ?? []).map((name) => [`@inia/client-${name}`, `^${manifest.version}`] as const);
  const peers = upon.length > 0 && { peerDependencies: { ...published.peerDependencies, ...Object.fromEntries(upon) } };
  writeFileSync(join(staged, "package.json"), `${JSON.stringify({ ...published, ...peers, files }, null, 2)}\n`);
  await mustRun("npm", ["pack", staged, "--pack-destination", to, "--silent"]);
  rmSync(staged, { recursive: true });
}

/**
 * Source maps name sources that are not packed, so they stay here; what only tests use does, too. Comments are for
 * readers of declarations: what runs keeps only those that bundlers read. Clients are `dense`: they are all tables.
 */
function copyPublished(from: string, to: string, dense: boolean): void {
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !/\.map$|\.tsbuildinfo$|\.(?:test|test-d|fixture)\.|[\\/]testdata$/.test(path),
  });
  for (const name of readdirSync(to, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js")) continue;
    const file = join(to, name);
    const options = { legalComments: "none", minifyWhitespace: dense, lineLimit: dense ? 120 : 0 } as const;
    writeFileSync(file, transformSync(readFileSync(file, "utf8"), options).code);
  }
}
