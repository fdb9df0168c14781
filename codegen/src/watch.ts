import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** What goes on in a folder of models, until it is closed. */
export interface ModelWatcher {
  /** Resolves once something changed since the last call; `false` when the watcher was closed. */
  next(): Promise<boolean>;
  close(): void;
}

/** Editors write a file in several steps; what follows within this time belongs to the same change. */
const quietMs = 40;

/**
 * Watches a folder of models and all folders below it.
 *
 * Each folder by itself: with `recursive`, Node 20 on Linux watches files by their inodes, and loses those that an
 * editor puts in place by renaming.
 */
export function watchModels(dir: string): ModelWatcher {
  const watchers = new Map<string, FSWatcher>();
  let isChanged = false;
  let isClosed = false;
  let wake = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  watchFolders();

  return {
    async next() {
      if (!isChanged && !isClosed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      isChanged = false;
      return !isClosed;
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
      wake();
    },
  };

  function watchFolders(): void {
    const folders = new Set(foldersBelow(dir));
    for (const [folder, watcher] of watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of folders) {
      // A folder that is gone before it is watched is told by its parent.
      if (!watchers.has(folder)) watchers.set(folder, watch(folder, onEvent).on("error", onEvent));
    }
  }

  function onEvent(): void {
    if (isClosed) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      watchFolders();
      isChanged = true;
      wake();
    }, quietMs);
  }
}

function foldersBelow(dir: string): string[] {
  try {
    const entries = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [dir, ...entries.flatMap(({ name }) => foldersBelow(join(dir, name)))];
  } catch {
    return [];
  }
}
