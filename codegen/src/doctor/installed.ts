import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** A package of ours in a `node_modules` folder. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Its real folder. */
  readonly folder: string;
  /** What it needs of core, where it needs it. */
  readonly coreRange: string | undefined;
}

/** Where a program's packages are looked for: its folder, and those above it. */
export function nodeModulesAbove(dir: string): string[] {
  const folders: string[] = [];
  for (let at = dir; ; at = dirname(at)) {
    const folder = join(at, "node_modules");
    if (existsSync(folder)) folders.push(folder);
    if (dirname(at) === at) return folders;
  }
}

/** All packages `@inia/*` below folders of packages, also those within other packages; each real folder once. */
export function findInstalled(folders: readonly string[]): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const seen = new Set<string>();
  for (const folder of folders) visit(folder);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

  function visit(nodeModules: string): void {
    const real = realpathSync(nodeModules);
    if (seen.has(real)) return;
    seen.add(real);
    for (const name of packageNames(nodeModules)) {
      const folder = join(nodeModules, name);
      if (name.startsWith("@inia/")) add(folder);
      if (existsSync(join(folder, "node_modules"))) visit(join(folder, "node_modules"));
    }
  }

  function add(folder: string): void {
    const manifest = join(folder, "package.json");
    if (!existsSync(manifest)) return;
    const real = realpathSync(folder);
    const { name, version, dependencies = {} } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
    found.set(real, { name, version, folder: real, coreRange: dependencies["@inia/core"] });
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** pnpm keeps packages at `.pnpm/<name>@<version>/node_modules/<name>`. */
function packageNames(nodeModules: string): string[] {
  return foldersIn(nodeModules).flatMap((name) => {
    if (name.startsWith("@")) return foldersIn(join(nodeModules, name)).map((inner) => `${name}/${inner}`);
    if (name === ".pnpm") return foldersIn(join(nodeModules, name)).map((inner) => `${name}/${inner}`);
    return name.startsWith(".") ? [] : [name];
  });
}

function foldersIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => entry.name);
}

/** A folder as its user sees it from where he stands. */
export function shortPath(folder: string, from: string): string {
  const path = relative(from, folder);
  return path.startsWith("..") ? folder : path || ".";
}
