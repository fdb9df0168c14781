import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { transform } from "esbuild";
import { fits } from "../../codegen/src/doctor/packages.js";
import { bundleCore } from "../bundle-core.js";
import { clientsFolder, readJson, root } from "../clients.js";
import type { PackageManifest, Ranges } from "./package-manifest.js";

/** The files of a package by their paths in it. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** What a release makes of packages, by their names. */
export interface StageFacts {
  /** A package that is not named keeps the version it has. */
  readonly versions: Readonly<Record<string, string>>;
  /** Markdown. */
  readonly changelogs: Readonly<Record<string, string>>;
  /** `https://github.com/owner/name`. npm publishes with provenance only what names where it was built. */
  readonly repository?: string | undefined;
}

/** What a program needs of a built package, with licences; not what only this repository needs. */
export async function stagePackage(folder: string, facts: StageFacts): Promise<PackageFiles> {
  const manifest = readJson<PackageManifest>(join(folder, "package.json"));
  const files = new Map<string, Uint8Array>();
  const add = (name: string, path: string) => existsSync(path) && files.set(name, readFileSync(path));
  add("LICENSE", join(root, "LICENSE"));
  add("NOTICE", join(root, "models", "NOTICE"));
  add("README.md", join(folder, "README.md"));
  add("CHANGELOG.md", join(folder, "CHANGELOG.md"));
  const changelog = facts.changelogs[manifest.name];
  if (changelog !== undefined) files.set("CHANGELOG.md", Buffer.from(changelog));
  if (manifest.name === "@inia/core") await addCore(files, folder, manifest);
  else await addBuilt(files, join(folder, "dist"), () => folder.startsWith(clientsFolder));
  files.set(
    "package.json",
    Buffer.from(`${JSON.stringify(publishedManifest(manifest, files, facts, folder), null, 2)}\n`),
  );
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What core has of other packages goes into it; the repository's own are for its tests. */
async function addCore(files: Map<string, Uint8Array>, folder: string, manifest: PackageManifest): Promise<void> {
  const staged = mkdtempSync(join(tmpdir(), "inia-core-"));
  try {
    cpSync(join(folder, "dist"), join(staged, "dist"), { recursive: true, filter: isPublished });
    await bundleCore(staged, bundledPackages(manifest));
    // What Node loads without a bundler was put together by one: nobody reads it.
    await addBuilt(files, join(staged, "dist"), (name) => name.startsWith("dist/node/"));
    files.set("THIRD-PARTY.md", readFileSync(join(staged, "THIRD-PARTY.md")));
  } finally {
    rmSync(staged, { recursive: true });
  }
}

/** Names of what is bundled into core. */
export function bundledPackages({ devDependencies = {} }: PackageManifest): string[] {
  return Object.keys(devDependencies).filter((name) => !name.startsWith("@inia/"));
}

/** Comments are for readers of declarations: what runs keeps only those that bundlers read. Clients are dense. */
async function addBuilt(
  files: Map<string, Uint8Array>,
  dist: string,
  isDense: (name: string) => boolean,
): Promise<void> {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(isPublished);
  await Promise.all(
    names.map(async (path) => {
      const text = await readFile(path);
      const name = `dist/${path.slice(dist.length + 1).replaceAll(sep, "/")}`;
      const dense = isDense(name);
      const options = { legalComments: "none", minifyWhitespace: dense, lineLimit: dense ? 120 : 0 } as const;
      files.set(name, path.endsWith(".js") ? Buffer.from((await transform(text, options)).code) : text);
    }),
  );
}

/** Source maps name sources that are not packed, so they stay here; what only tests use does, too. */
function isPublished(path: string): boolean {
  return !/\.map$|\.tsbuildinfo$|\.(?:test|test-d|fixture)\.|[\\/]testdata(?:[\\/]|$)/.test(path);
}

function publishedManifest(
  manifest: PackageManifest,
  staged: ReadonlyMap<string, unknown>,
  { repository, versions }: StageFacts,
  folder: string,
): PackageManifest {
  const { devDependencies: _, private: __, scripts: ___, inia, ...published } = manifest;
  const upon = (inia?.clients ?? []).map((name) => `@inia/client-${name}`);
  const newest = (name: string) => `^${versions[name] ?? manifest.version}`;
  const peers: Ranges = {
    ...published.peerDependencies,
    ...Object.fromEntries(upon.map((name) => [name, newest(name)])),
  };
  const files = [...new Set([...published.files, "NOTICE", "CHANGELOG.md", "THIRD-PARTY.md"])];
  return {
    ...published,
    version: versions[manifest.name] ?? manifest.version,
    files: files.filter((name) => name === "dist" || staged.has(name)),
    ...(repository && {
      repository: {
        type: "git",
        url: `git+${repository}.git`,
        directory: folder.slice(root.length).replaceAll(sep, "/"),
      },
    }),
    ...(published.dependencies && {
      // A package is built with the core of its release, and may use what is new in it.
      dependencies: ranges(published.dependencies, (name) => versions[name] && newest(name)),
    }),
    ...(Object.keys(peers).length > 0 && {
      // What a program brings may be older, as long as nothing broke since.
      peerDependencies: ranges(peers, (name, range) => {
        const version = versions[name];
        return version && !fits(version, range) ? newest(name) : undefined;
      }),
    }),
  };
}

function ranges(from: Ranges, change: (name: string, range: string) => string | undefined): Ranges {
  return Object.fromEntries(Object.entries(from).map(([name, range]) => [name, change(name, range) ?? range]));
}
