import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { readJson } from "../clients.js";
import { folderOf } from "./program.js";

/**
 * Where what an example imports and what its package.json names differ: here everything is found among the root's
 * packages, but whoever copies the folder installs what is named.
 */
export function wrongDependencies(example: string): string[] {
  const folder = folderOf(example);
  const manifest = readJson<Manifest>(join(folder, "package.json"));
  const named = { ...manifest.dependencies, ...manifest.devDependencies };
  const imported = new Set(sourcesIn(folder).flatMap((file) => importsOf(readFileSync(file, "utf8"))));
  const missing = [...imported].filter((name) => !(name in named)).map((name) => `${name} is imported, not named`);
  const surplus = Object.keys(manifest.dependencies ?? {})
    .filter((name) => !imported.has(name))
    .map((name) => `${name} is named, not imported`);
  return [...missing, ...surplus];
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (found) => found.isFile() && /\.m?[jt]s$/.test(found.name) && !/\/(node_modules|dist)\b/.test(found.parentPath),
    )
    .map((found) => join(found.parentPath, found.name));
}

/** Names of packages: of `@inia/core/stub` it is `@inia/core`. */
function importsOf(source: string): string[] {
  const specifiers = [...source.matchAll(/(?:from|import) "([^"]+)"|import\("([^"]+)"\)/g)].map(([, a, b]) => a ?? b!);
  return specifiers
    .filter((name) => !/^[./#]|^node:/.test(name) && !builtinModules.includes(name))
    .map((name) =>
      name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/"),
    );
}
