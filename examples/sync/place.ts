import type { Readable } from "node:stream";

/** A folder or a bucket: files by their paths, which have slashes everywhere. */
export interface Place {
  list(): Promise<Map<string, Entry>>;
  read(path: string): Promise<Readable>;
  /** `open` is called when the content is wanted. */
  write(path: string, open: () => Promise<Readable>, size: number): Promise<void>;
  remove(paths: readonly string[]): Promise<void>;
}

export interface Entry {
  readonly size: number;
  /** MD5 in hex; undefined where nobody knows it. */
  md5(): Promise<string | undefined>;
}
