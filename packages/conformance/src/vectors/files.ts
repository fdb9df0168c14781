import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { type Kind, kindOfRow, type Row } from "./row.js";

/** A file with vectors, as far as its beginning tells. */
export interface VectorFile {
  readonly path: string;
  readonly format: "rows" | "endpoints" | "protocol" | "cbor" | "sigv4";
  /** The kind of its first row. */
  readonly kind: Kind;
  /** The service that it is about; undefined for files about none or many. */
  readonly service: string | undefined;
  readonly bytes: number;
}

/** Everything in a folder that is recognised as vectors, by content. */
export interface FoundVectors {
  readonly files: readonly VectorFile[];
  /** Names of protocol cases that botocore itself fails. */
  readonly ignored: ReadonlySet<string>;
}

/** Looks through a folder, or at a single file. */
export function findVectors(path: string): FoundVectors {
  const files: VectorFile[] = [];
  const ignored = new Set<string>();
  for (const file of listFiles(path)) {
    const found = recognise(file);
    if (found === undefined) continue;
    if (found === "ignore-list") {
      for (const name of ignoredCases(JSON.parse(readFileSync(file, "utf8")))) ignored.add(name);
    } else files.push(found);
  }
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), ignored };
}

/** Reads a file of rows. */
export function readRows(path: string): Row[] {
  const text = readText(path);
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Row]));
}

export function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

function listFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function recognise(path: string): VectorFile | "ignore-list" | undefined {
  const bytes = statSync(path).size;
  if (/\.jsonl(\.gz)?$/.test(path)) return recogniseRows(path, bytes);
  if (path.endsWith(".req")) return { path, format: "sigv4", kind: "sigv4", service: undefined, bytes };
  if (!/\.json(\.gz)?$/.test(path)) return undefined;
  const start = readStart(path);
  const about = { path, bytes };
  if (/^\s*\[\s*\{/.test(start) && start.includes('"metadata"')) {
    return { ...about, format: "protocol", kind: "protocol", service: undefined };
  }
  if (/^\s*\[\s*\{/.test(start) && start.includes('"input"')) {
    return { ...about, format: "cbor", kind: "cbor", service: undefined };
  }
  if (start.includes('"testCases"')) {
    return { ...about, format: "endpoints", kind: "endpoints", service: basename(path).replace(/\.json(\.gz)?$/, "") };
  }
  return start.includes('"suites"') || start.includes('"cases"') ? "ignore-list" : undefined;
}

function recogniseRows(path: string, bytes: number): VectorFile | undefined {
  const [line] = readStart(path).split("\n");
  const service = /"service": ?"([^"]+)"/.exec(line ?? "")?.[1];
  if (service === undefined) return undefined;
  const row = firstRow(path);
  if (row === undefined) return undefined;
  // A file that is called after its first row's service holds rows of that service only.
  const isOfOne = basename(path).startsWith(`${service}.`);
  return { path, format: "rows", kind: kindOfRow(row), service: isOfOne ? service : undefined, bytes };
}

/** The first row; only a file's beginning is read where that is enough. */
function firstRow(path: string): Row | undefined {
  const start = readStart(path);
  const end = start.indexOf("\n");
  if (end >= 0) return JSON.parse(start.slice(0, end)) as Row;
  return readRows(path)[0];
}

function readStart(path: string): string {
  const bytes = Buffer.alloc(startBytes);
  const file = openSync(path, "r");
  const length = readSync(file, bytes, 0, startBytes, 0);
  closeSync(file);
  const start = bytes.subarray(0, length);
  // What follows the cut is missing, on purpose: flush what there is.
  return (path.endsWith(".gz") ? gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }) : start).toString("utf8");
}

const startBytes = 8192;

/** Names anywhere in an ignore list: of cases by `id`, of suites by `description`. */
function ignoredCases(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(ignoredCases);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(ignoredCases);
  return typeof value === "string" ? [value] : [];
}
