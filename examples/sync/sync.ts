import type { Entry, Place } from "./place.js";

export interface SyncOptions {
  /** Whether what the source has not is removed. */
  readonly isExact: boolean;
  /** Whether all is only said, and nothing done. */
  readonly isDry: boolean;
  /** How many files are copied at once. */
  readonly atOnce: number;
  /** Hears of each file as it is done with. */
  readonly report: (what: "copied" | "removed" | "failed", path: string, error?: unknown) => void;
}

export interface SyncResult {
  copied: number;
  bytes: number;
  same: number;
  removed: number;
  failed: number;
}

/** Makes `target` like `source`. A file that fails is reported, and the others go on. */
export async function sync(source: Place, target: Place, options: SyncOptions): Promise<SyncResult> {
  const { isExact, isDry, atOnce, report } = options;
  const result: SyncResult = { copied: 0, bytes: 0, same: 0, removed: 0, failed: 0 };
  const [wanted, there] = await Promise.all([source.list(), target.list()]);

  await forEachOf(wanted, atOnce, async ([path, entry]) => {
    try {
      if (await isSame(entry, there.get(path))) {
        result.same += 1;
        return;
      }
      if (!isDry) await target.write(path, () => source.read(path), entry.size);
      result.copied += 1;
      result.bytes += entry.size;
      report("copied", path);
    } catch (error) {
      result.failed += 1;
      report("failed", path, error);
    }
  });

  const surplus = isExact ? [...there.keys()].filter((path) => !wanted.has(path)) : [];
  if (!isDry) await target.remove(surplus);
  for (const path of surplus) report("removed", path);
  result.removed = surplus.length;
  return result;
}

async function isSame(entry: Entry, other: Entry | undefined): Promise<boolean> {
  if (other?.size !== entry.size) return false;
  const [md5, otherMd5] = await Promise.all([entry.md5(), other.md5()]);
  return md5 !== undefined && md5 === otherMd5;
}

/** So many workers take from one iterator. */
async function forEachOf<Item>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
