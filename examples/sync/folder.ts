import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Entry, Place } from "./place.js";

/** The files of a folder and of all folders in it. */
export function folderPlace(folder: string): Place {
  /** A key may be anything, also one that leads out of the folder. */
  const inside = (path: string): string => {
    const file = resolve(folder, path);
    if (!file.startsWith(resolve(folder) + sep)) throw new Error(`"${path}" leads out of ${folder}.`);
    return file;
  };
  return {
    async list() {
      const entries = new Map<string, Entry>();
      for (const found of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!found.isFile()) continue;
        const file = join(found.parentPath, found.name);
        const { size } = await stat(file);
        entries.set(relative(folder, file).replaceAll(sep, "/"), { size, md5: () => md5Of(file) });
      }
      return entries;
    },

    async read(path) {
      return createReadStream(inside(path));
    },

    async write(path, open) {
      const file = inside(path);
      await mkdir(dirname(file), { recursive: true });
      // Whoever looks meanwhile sees the old file or the new one, never a half.
      const half = `${file}.part`;
      try {
        await pipeline(await open(), createWriteStream(half));
        await rename(half, file);
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
    },

    async remove(paths) {
      for (const path of paths) await rm(inside(path));
    },
  };
}

async function md5Of(file: string): Promise<string> {
  const hash = createHash("md5");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
