// npm run release -- --dry-run [--docs DIR] [--to DIR] [--offline]: what a release would be. Plans versions, packs all
// packages, reads every tarball back and judges what it holds. `--version` writes the versions and changelogs that are
// planned, `--publish` packs in the same way and sends npm what it does not have.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { clientsFolder, readJson, root } from "./clients.js";
import { judgeBundled } from "./release/bundled.js";
import { packAll } from "./release/pack-all.js";
import type { Packed } from "./release/pack-package.js";
import type { PackageManifest } from "./release/package-manifest.js";
import { planRelease, printChangelog } from "./release/plan.js";
import { publishAll } from "./release/publish.js";
import { publishedFolders } from "./release/published-packages.js";
import { sharingProblems } from "./release/sharing.js";
import { bundledPackages } from "./release/stage.js";
import { unpackTarball } from "./release/tarball.js";
import { writeVersions } from "./release/write-versions.js";
import { buildAll, mustRun } from "./run.js";

const { values } = parseArgs({
  options: {
    "dry-run": { type: "boolean" },
    version: { type: "boolean" },
    publish: { type: "boolean" },
    offline: { type: "boolean" },
    docs: { type: "string" },
    to: { type: "string", default: ".inia/release" },
  },
});
if ([values["dry-run"], values.version, values.publish].filter(Boolean).length !== 1) {
  console.error("Usage: npm run release -- --dry-run | --version | --publish [--docs DIR] [--to DIR] [--offline]");
  process.exit(1);
}

// npm runs scripts in the repository's root; a relative DIR is meant from where the user stands.
const folder = (path: string): string => resolve(process.env["INIT_CWD"] ?? root, path);
if (values.docs !== undefined && !existsSync(folder(values.docs))) {
  console.error(`There is no folder ${folder(values.docs)}.`);
  process.exit(1);
}
await buildAll();
if (values.docs !== undefined) {
  // With AWS's own words in declarations, which are not in the repository. Turbo would bring back what it knows.
  await mustRun("node", [join(root, "codegen", "dist", "cli.js"), "generate", "--docs", folder(values.docs)]);
  await mustRun("tsx", ["scripts/build-clients.ts"]);
}
const folders = publishedFolders();
const names = new Map(folders.map((path) => [path, readJson<PackageManifest>(join(path, "package.json")).name]));
const clients = folders.filter((path) => path.startsWith(clientsFolder)).map((path) => names.get(path)!);
const plan = await planRelease(root, clients);

console.log("\nversions");
for (const { from, name, to } of plan.changed) console.log(`  ${name.padEnd(40)} ${from} -> ${to}`);
for (const name of plan.ended) console.log(`  ${name.padEnd(40)} ends: deprecate it by hand`);
console.log(`  ${names.size - plan.changed.length} packages keep theirs`);
if (values.version) {
  await writeVersions(plan);
  process.exit(0);
}
if (values.publish && plan.changed.length > 0) {
  console.error("These versions are not written yet: npm run release -- --version, and commit what it writes.");
  process.exit(1);
}

const to = folder(values.to);
rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
const started = performance.now();
const repository = process.env["GITHUB_REPOSITORY"];
const facts = {
  versions: plan.versions,
  changelogs: Object.fromEntries(
    clients.flatMap((name) => {
      const releases = plan.clients.released[name];
      return releases ? [[name, printChangelog(name, releases)]] : [];
    }),
  ),
  repository: repository && `${process.env["GITHUB_SERVER_URL"] ?? "https://github.com"}/${repository}`,
};
const packed = await packAll(folders, to, facts, true);
writeFileSync(join(to, "contents.txt"), `${packed.map(listContents).join("\n")}\n`);
printTable(packed);

const problems = packed.flatMap((one) => one.problems.map((problem) => `${one.name}: ${problem}`));
problems.push(...sharingProblems(await Promise.all(packed.map(readManifest))));
const core = readJson<PackageManifest>(join(root, "packages", "core", "package.json"));
const bundled = Object.fromEntries(bundledPackages(core).map((name) => [name, core.devDependencies![name]!]));
const judged = values.offline
  ? { problems: [], skipped: ["whether they are current and free of advisories: --offline asks no registry"] }
  : await judgeBundled(bundled);
problems.push(...judged.problems);
console.log(
  `\nbundled into core: ${Object.entries(bundled)
    .map((entry) => entry.join(" "))
    .join(", ")}`,
);
for (const reason of judged.skipped) console.log(`  skipped: ${reason}`);

for (const problem of problems) console.error(`  ✗ ${problem}`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`\n${packed.length} tarballs and contents.txt in ${relative(process.cwd(), to) || "."}, ${seconds} s`);
console.log("judged by publint, and by attw with its profile esm-only: all");
const bad = new Set(packed.filter((one) => one.problems.length > 0)).size;
console.log(
  `${packed.length - bad} passed, ${Math.max(bad, Math.min(problems.length, 1))} failed, ${judged.skipped.length} skipped`,
);
if (problems.length > 0) process.exit(1);
if (values.publish) await publishAll(packed, to);

function listContents({ contents, file }: Packed): string {
  return `${file}\n${contents.map(([path, bytes]) => `  ${String(bytes).padStart(9)} ${path}`).join("\n")}`;
}

async function readManifest({ file }: Packed): Promise<PackageManifest> {
  const files = await unpackTarball(readFileSync(join(to, file)));
  return JSON.parse(Buffer.from(files.get("package.json")!).toString()) as PackageManifest;
}

/** Packages that are written by hand, one a line, and all clients in one. */
function printTable(all: readonly Packed[]): void {
  const line = (name: string, ones: readonly Packed[]) => {
    const sum = (size: (one: Packed) => number) => ones.reduce((total, one) => total + size(one), 0);
    const kB = (bytes: number) => `${(bytes / 1024).toFixed(0)} kB`.padStart(10);
    console.log(
      `  ${name.padEnd(40)} ${String(sum(({ contents }) => contents.length)).padStart(6)} files ${kB(sum(({ bytes }) => bytes))} ${kB(sum(({ unpackedBytes }) => unpackedBytes))} unpacked`,
    );
  };
  console.log("\npackages");
  const isClient = ({ name }: Packed) => clients.includes(name);
  for (const one of all.filter((one) => !isClient(one))) line(`${one.name} ${one.version}`, [one]);
  line(`${clients.length} clients`, all.filter(isClient));
}
