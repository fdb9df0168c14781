import { everyPart, Lanes } from "./lanes.js";
import type { TransferOptions } from "./options.js";
import type { TransferProgress } from "./progress.js";

/** How far a folder is. */
export interface DirectoryProgress {
  /** Bytes that have arrived, of all files. */
  readonly transferred: number;
  readonly files: { readonly done: number; readonly failed: number; readonly found: number };
}

/** What transfers of folders take. */
export interface DirectoryOptions extends Omit<TransferOptions, "onProgress"> {
  readonly onProgress?: ((progress: DirectoryProgress) => void) | undefined;
  /** Goes on where a file fails, and lists it in the result. Default: `false`, the first failure ends all. */
  readonly continueOnFailure?: boolean | undefined;
}

/** What came of a folder. */
export interface DirectoryResult {
  /** Files that were transferred. */
  readonly files: number;
  /** Bytes that were transferred. */
  readonly transferred: number;
  /** With `continueOnFailure`, those that failed. */
  readonly failed: readonly { readonly key: string; readonly error: unknown }[];
}

/** Transfers one file after the other, a few at once. */
export async function everyFile<File extends { readonly key: string }>(
  files: AsyncGenerator<File, void, undefined>,
  options: DirectoryOptions,
  transfer: (file: File, options: TransferOptions) => Promise<void>,
): Promise<DirectoryResult> {
  const { onProgress, continueOnFailure, signal, pause, ...each } = options;
  const failed: { readonly key: string; readonly error: unknown }[] = [];
  let [found, done, transferred] = [0, 0, 0];
  const tell = (): void => onProgress?.({ transferred, files: { done, failed: failed.length, found } });
  try {
    await everyPart({ lanes: new Lanes(filesAtOnce), signal }, async (_scratch, stop) => {
      const next = await files.next();
      if (next.done) return false;
      found += 1;
      let before = 0;
      const count = (progress: TransferProgress): void => {
        transferred += progress.transferred - before;
        before = progress.transferred;
        tell();
      };
      try {
        await transfer(next.value, { ...each, pause, signal: stop, onProgress: count });
        done += 1;
      } catch (error) {
        if (!continueOnFailure || stop.aborted) throw error;
        // What arrived of it is gone again.
        transferred -= before;
        failed.push({ key: next.value.key, error });
      }
      tell();
      return true;
    });
  } finally {
    await files.return();
  }
  return { files: done, transferred, failed };
}

/** Enough that small files fill the connections. */
const filesAtOnce = 20;
