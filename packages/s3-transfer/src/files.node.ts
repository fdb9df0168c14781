import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { IncompleteReadError } from "@inia/core";
import type { FileTarget, FoundFile } from "./files.js";
import type { PartSource } from "./part-source.js";
import { releaseMemory } from "./release-memory.node.js";

/** Parts are read at their places, several at a time. */
export async function openFile(path: string): Promise<PartSource> {
  const file = await open(path, "r");
  let at = 0;
  try {
    const { size } = await file.stat();
    return {
      size,
      async next(length, scratch) {
        const start = at;
        const end = (at = Math.min(start + length, size));
        if (start >= end) return new Uint8Array();
        const buffer = scratch.take(end - start);
        for (let read = 0; read < end - start; ) {
          const { bytesRead } = await file.read(buffer, read, end - start - read, start + read);
          if (bytesRead === 0) {
            throw new IncompleteReadError(`${path} became shorter while it was uploaded: ${size} bytes were expected.`);
          }
          read += bytesRead;
        }
        return buffer.subarray(0, end - start);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

export async function createFile(path: string): Promise<FileTarget> {
  const unfinished = `${path}.${crypto.randomUUID().slice(0, 8)}.part`;
  const file = await open(unfinished, "wx");
  let isOpen = true;
  // One after the other: the file is locked while it is written, and threads that wait for it would spin.
  let last: Promise<void> = Promise.resolve();
  const close = async (): Promise<void> => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  return {
    write(pieces, offset, ours) {
      const written = last.then(() => writeAll(file, pieces, offset)).then(() => releaseMemory(ours));
      last = written.catch(() => {});
      return written;
    },
    async finish() {
      await close();
      await rename(unfinished, path);
    },
    async discard() {
      await close();
      await rm(unfinished, { force: true });
    },
  };
}

async function writeAll(file: FileHandle, pieces: Uint8Array[], offset: number): Promise<void> {
  let at = offset;
  for (let left = pieces; left.length > 0; ) {
    const { bytesWritten } = await file.writev(left, at);
    at += bytesWritten;
    left = behind(left, bytesWritten);
  }
}

/** What a write has left, which may be less than was asked for. */
function behind(pieces: readonly Uint8Array[], written: number): Uint8Array[] {
  let skipped = 0;
  const index = pieces.findIndex((piece) => (skipped += piece.byteLength) > written);
  if (index < 0) return [];
  const piece = pieces[index]!;
  return [piece.subarray(piece.byteLength - (skipped - written)), ...pieces.slice(index + 1)];
}

export async function* listFiles(folder: string, followLinks: boolean): AsyncGenerator<FoundFile, void, undefined> {
  // A link to a folder above would be followed for ever.
  const above = new Set<string>();
  yield* walk(folder, "");

  async function* walk(path: string, prefix: string): AsyncGenerator<FoundFile, void, undefined> {
    const { dev, ino } = await stat(path);
    const id = `${dev}:${ino}`;
    if (above.has(id)) return;
    above.add(id);
    const entries = await readdir(path, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = join(path, entry.name);
      if (entry.isSymbolicLink() && !followLinks) continue;
      const found = await stat(child);
      const name = prefix + entry.name;
      if (found.isDirectory()) yield* walk(child, `${name}/`);
      else if (found.isFile()) yield { path: child, name, size: found.size };
    }
    above.delete(id);
  }
}

export function pathBelow(folder: string, name: string): string | undefined {
  const path = resolve(folder, ...name.split("/"));
  const way = relative(resolve(folder), path);
  // Backslashes and drives, on Windows, are part of a key elsewhere.
  const isOutside = way === "" || way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  return isOutside || name.startsWith("/") || name.includes("\0") ? undefined : path;
}

export async function makeFolderOf(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
}
