import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ModelError } from "./model-error.js";

/** The kinds of file that a service's model consists of; the first is the model, the others may be missing. */
export const modelFileNames = [
  "service-2.json",
  "paginators-1.json",
  "waiters-2.json",
  "endpoint-rule-set-1.json",
] as const;

export type ModelFileName = (typeof modelFileNames)[number];

/** A model file, or what is merged over it after it was read. (botocore loaders.py) */
export type ServiceFileName = ModelFileName | ExtrasFileName;

export type ExtrasFileName = ModelFileName extends infer Name
  ? Name extends `${infer Stem}.json`
    ? `${Stem}.sdk-extras.json`
    : never
  : never;

/** The files beside the services' folders. */
export const sharedFileNames = [
  "partitions.json",
  "endpoints.json",
  "sdk-default-configuration.json",
  "_retry.json",
] as const;

export type SharedFileName = (typeof sharedFileNames)[number];

/** All files of a service that are read: each model file, then its extras. */
export const serviceFileNames: readonly ServiceFileName[] = modelFileNames.flatMap((name) => [
  name,
  extrasFileName(name),
]);

/** The name of the file that is merged over a model file. */
export function extrasFileName(name: ModelFileName): ExtrasFileName {
  return name.replace(/\.json$/, ".sdk-extras.json") as ExtrasFileName;
}

/** A service's folder and the newest of its API versions: the only one that is read. */
export interface ServiceFolder {
  readonly name: string;
  readonly apiVersion: string;
}

/**
 * Lists the services of a folder of models, by name.
 *
 * @throws {@link ModelError} when the folder is not there, or a folder of API versions holds no model.
 */
export function listServiceFolders(dir: string): ServiceFolder[] {
  return foldersIn(dir)
    .map((name) => ({ name, apiVersion: newestVersion(dir, name) }))
    .filter((folder): folder is ServiceFolder => folder.apiVersion !== undefined);
}

/**
 * The newest API version of a service: the greatest name among its folders that hold a model, as botocore takes it.
 * Undefined where the folder is no service's.
 */
export function newestVersion(dir: string, name: string): string | undefined {
  const newest = newestVersionWith(modelFileNames[0], dir, name);
  if (newest !== undefined || !existsSync(join(dir, name))) return newest;
  const dated = foldersIn(join(dir, name)).findLast((version) => /^\d{4}-\d{2}-\d{2}$/.test(version));
  if (dated === undefined) return undefined;
  throw new ModelError({
    file: join(dir, name, dated, modelFileNames[0]),
    expected: "the service's model",
    found: "no such file",
  });
}

/** The newest API version of a service that has a certain file. */
export function newestVersionWith(file: string, dir: string, name: string): string | undefined {
  if (!existsSync(join(dir, name))) return undefined;
  return foldersIn(join(dir, name)).findLast((version) => findFile(join(dir, name, version, file)));
}

/** Reads a file as it is, or its gzipped form `<path>.gz`; undefined when there is neither. */
export function readModelFile(path: string): Buffer | undefined {
  const found = findFile(path);
  if (found === undefined) return undefined;
  const bytes = readFileSync(found);
  if (found === path) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new ModelError({ file: found, expected: "gzipped JSON", found: "other bytes" }, { cause });
  }
}

/** The bytes of a service's files, in a fixed order. */
export function readServiceBytes(folder: string): ReadonlyMap<ServiceFileName, Buffer> {
  const files = new Map<ServiceFileName, Buffer>();
  for (const name of serviceFileNames) {
    const bytes = readModelFile(join(folder, name));
    if (bytes !== undefined) files.set(name, bytes);
  }
  return files;
}

function findFile(path: string): string | undefined {
  return [path, `${path}.gz`].find((candidate) => existsSync(candidate));
}

function foldersIn(dir: string): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (cause) {
    throw new ModelError({ file: dir, expected: "a folder of models", found: "no such folder" }, { cause });
  }
}
