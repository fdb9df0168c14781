import { existsSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { Project } from "ts-morph";
import { type Migrated, migrateText } from "./migrate-text.js";
import { otherFile, remarksOnOther, remarksOnPlace } from "./other-files.js";

export interface MigratedFile extends Omit<Migrated, "text"> {
  readonly path: string;
  /** The folder of the package that it belongs to; undefined where there is no `package.json` above it. */
  readonly packageFolder: string | undefined;
}

/**
 * Changes the source files in folders, or named, over from aws-sdk v3. Gives those in which there was something to say.
 * `write: false` leaves them as they are.
 */
export async function migrateFiles(
  paths: readonly string[],
  { write }: { readonly write: boolean },
): Promise<MigratedFile[]> {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true },
  });
  const migrated: MigratedFile[] = [];
  for (const path of (await Promise.all(paths.map(sourcesIn))).flat()) {
    const before = await readFile(path, "utf8");
    if (otherFile.test(path)) {
      const left = remarksOnOther(path, before);
      if (left.length > 0) migrated.push({ path, packageFolder: packageOf(path), changes: [], left, notes: [] });
      continue;
    }
    // ts-morph leaves a byte order mark out; the text must keep its offsets.
    const mark = before.startsWith("\uFEFF") ? "\uFEFF" : "";
    const { text, ...found } = migrateText(path, before.slice(mark.length), project);
    if (write && found.changes.length > 0) await writeFile(path, mark + text);
    const left = [...remarksOnPlace(path), ...found.left];
    if (found.changes.length + left.length + found.notes.length > 0) {
      migrated.push({ path, packageFolder: packageOf(path), ...found, left });
    }
  }
  return migrated;
}

async function sourcesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) => {
      if (entry.isDirectory()) return skipped.test(entry.name) ? [] : sourcesIn(join(path, entry.name));
      return source.test(entry.name) || otherFile.test(entry.name) ? [join(path, entry.name)] : [];
    }),
  );
  return found.flat().sort();
}

/** The folder, relative to the working directory, of the nearest `package.json`. */
function packageOf(path: string): string | undefined {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return relative("", folder) || ".";
    if (folder === dirname(folder)) return undefined;
  }
}

const source = /\.[cm]?[jt]sx?$/;
const skipped = /^(?:node_modules|\..*)$/;
