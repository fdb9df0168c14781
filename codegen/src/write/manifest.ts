import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "../emit/source-file.js";

/** The record of a run: with it, the next one knows what need not be made again. */
export interface Manifest {
  /** Of everything that is the same for all services: the generator itself, overrides, versions. */
  readonly generator: string;
  readonly packages: Readonly<Record<string, PackageRecord>>;
}

export interface PackageRecord {
  /** Folder of the service's model. */
  readonly service: string;
  readonly operations: number;
  /** Of the service's models and docs. */
  readonly source: string;
  /** Digest of each file, by path. */
  readonly files: Readonly<Record<string, string>>;
}

const fileName = ".manifest.json";

export function readManifest(out: string): Manifest | undefined {
  const path = join(out, fileName);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Manifest;
  } catch {
    // Cut short by an interrupted run: everything is made again.
    return undefined;
  }
}

export function writeManifest(out: string, manifest: Manifest): void {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  const path = join(out, fileName);
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
}

export function digestFiles(files: readonly GeneratedFile[]): PackageRecord["files"] {
  return Object.fromEntries(files.map(({ path, text }) => [path, digestOfText(text)]));
}

/** Whether a package stands as the record says: same source, and every file unchanged. */
export function isUnchanged(out: string, name: string, source: string, record: PackageRecord): boolean {
  if (record.source !== source) return false;
  return Object.entries(record.files).every(([path, digest]) => {
    const file = join(out, name, path);
    return existsSync(file) && digestOfText(readFileSync(file)) === digest;
  });
}

export function digestOfText(text: string | Uint8Array): string {
  return createHash("sha1").update(text).digest("hex");
}
