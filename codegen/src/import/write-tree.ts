import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A file to be, by its path below the folder, with `/` between names. */
export interface TreeFile {
  readonly path: string;
  readonly text: string;
}

/** What became of a folder. */
export interface TreeChanges {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/**
 * Makes a folder hold these files: writes what differs, each file whole or not at all, and removes from the
 * `managed` sub-folders whatever is not among the files. Everything else in the folder is left alone.
 */
export async function writeTree(
  dir: string,
  files: readonly TreeFile[],
  managed: ReadonlySet<string>,
): Promise<TreeChanges> {
  const written: string[] = [];
  for (const { path, text } of files) {
    const bytes = Buffer.from(text);
    const target = join(dir, path);
    if (await isSame(target, bytes)) continue;
    await mkdir(dirname(target), { recursive: true });
    const staged = `${target}.part`;
    await writeFile(staged, bytes);
    await rename(staged, target);
    written.push(path);
  }

  const wanted = new Set(files.flatMap(({ path }) => prefixes(path)));
  const removed: string[] = [];
  for (const name of [...managed].sort()) await removeUnwanted(dir, name, wanted, removed);
  return { written, removed, unchanged: files.length - written.length };
}

async function isSame(path: string, bytes: Buffer): Promise<boolean> {
  try {
    return bytes.equals(await readFile(path));
  } catch {
    return false;
  }
}

/** `a/b/c` → `a`, `a/b`, `a/b/c`. */
function prefixes(path: string): string[] {
  const names = path.split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

async function removeUnwanted(
  dir: string,
  path: string,
  wanted: ReadonlySet<string>,
  removed: string[],
): Promise<void> {
  const target = join(dir, path);
  if (!wanted.has(path)) {
    await rm(target, { recursive: true, force: true });
    removed.push(path);
    return;
  }
  for (const entry of await readdir(target, { withFileTypes: true })) {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory()) await removeUnwanted(dir, child, wanted, removed);
    else if (!wanted.has(child)) {
      await rm(join(dir, child));
      removed.push(child);
    }
  }
}
