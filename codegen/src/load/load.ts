import { join } from "node:path";
import type { RawPartitions } from "@inia/core/model";
import { digestFiles } from "./digest.js";
import { readModelFile, readServiceBytes, type ServiceFolder } from "./model-folder.js";
import { findServices } from "./service-table.js";
import { type ModelFiles, validateServiceFiles, validateSharedFile } from "./validate.js";

/** One service's model as its files say, checked. */
export interface ServiceFiles {
  /** The name of the service's folder, which is botocore's name for it. */
  readonly name: string;
  readonly apiVersion: string;
  readonly files: ModelFiles;
  /** Changes when a byte of the files does; the same that `digestOf` gives. */
  readonly digest: string;
}

export interface LoadOptions {
  /** Names of folders or hyphenised service ids; default: all services. */
  readonly services?: readonly string[] | undefined;
}

/**
 * Reads a folder of models, in the layout that `inia models import` writes: of each service the newest API version,
 * sorted by name.
 *
 * @throws {@link ModelError} for a model that breaks the grammar, or a service that is not there.
 */
export function load(dir: string, { services }: LoadOptions = {}): ServiceFiles[] {
  return findServices(dir, services).map((folder) => read(dir, folder));
}

/** Reads one service, named as in {@link LoadOptions}; for worker threads. */
export function loadService(dir: string, name: string): ServiceFiles {
  return findServices(dir, [name]).map((folder) => read(dir, folder))[0] as ServiceFiles;
}

/** Reads `partitions.json`; undefined where the folder has none. */
export function loadPartitions(dir: string): RawPartitions | undefined {
  const path = join(dir, "partitions.json");
  const bytes = readModelFile(path);
  if (bytes === undefined) return undefined;
  return validateSharedFile("partitions.json", bytes.toString("utf8"), path) as RawPartitions;
}

function read(dir: string, { name, apiVersion }: ServiceFolder): ServiceFiles {
  const folder = join(dir, name, apiVersion);
  const bytes = readServiceBytes(folder);
  const files = validateServiceFiles((file) => bytes.get(file)?.toString("utf8"), folder);
  return { name, apiVersion, files, digest: digestFiles(bytes, apiVersion) };
}
