import type { PartSource } from "./part-source.js";

/** A file while it is downloaded: under another name until all of it is there. */
export interface FileTarget {
  /** Writes all of the pieces, one behind the other, from `offset` on; then the memory of those that are ours is free. */
  write(pieces: Uint8Array[], offset: number, ours: readonly Uint8Array[]): Promise<void>;
  /** Gives the file its name. */
  finish(): Promise<void>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/** A file below a folder. */
export interface FoundFile {
  readonly path: string;
  /** From the folder on, with `/` on every platform. */
  readonly name: string;
  readonly size: number;
}

/** What a platform has of files; `files.node.ts` and `files.web.ts` are assignable to it. */
export interface Files {
  openFile(path: string): Promise<PartSource>;
  createFile(path: string): Promise<FileTarget>;
  /** Walks a folder and those below it; links to files and folders are followed only when told to. */
  listFiles(folder: string, followLinks: boolean): AsyncIterable<FoundFile>;
  /** The path that a name with `/` stands for below a folder; undefined where it lies outside. */
  pathBelow(folder: string, name: string): string | undefined;
  /** Makes the folder that a path lies in, and those above it. */
  makeFolderOf(path: string): Promise<void>;
}
