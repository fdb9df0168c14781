import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { isRecord } from "../jmespath/values.js";
import { clientClassFromModel, DynamicClient } from "./client-from-model.js";
import type { LinkedModel, ModelFiles } from "./link-model.js";

/** What the package of a client exports, as far as sessions look at it. */
interface ClientModule {
  readonly [name: string]: unknown;
}

/**
 * Makes of a service's folder, `<version>/service-2.json` and what lies beside it, plain or gzipped, what a generated
 * package would export. The newest version counts; undefined where there is none. A folder is read once.
 *
 * @throws what {@link clientClassFromModel} throws for a model that is not sound, and `SyntaxError` for what is no JSON.
 */
export function clientModuleOf(folder: string): ClientModule | undefined {
  const known = modules.get(folder);
  if (known !== undefined) return known;
  const versions = readdirSync(folder).filter((version) => read(folder, version, "service-2") !== undefined);
  const version = versions.sort().at(-1);
  if (version === undefined) return undefined;
  const files = {
    service: read(folder, version, "service-2"),
    paginators: read(folder, version, "paginators-1"),
    waiters: read(folder, version, "waiters-2"),
    ruleSet: read(folder, version, "endpoint-rule-set-1"),
    folder: basename(folder),
  };
  const Service = clientClassFromModel(files as ModelFiles);
  const { paginators, waiters } = (Service.prototype as { readonly linked: LinkedModel }).linked;
  const module = { Service, ServiceClient: DynamicClient, paginators, waiters };
  modules.set(folder, module);
  return module;
}

const modules = new Map<string, ClientModule>();

/** A file with what its sdk-extras add; undefined where there is none of that name. (botocore loaders.py) */
function read(folder: string, version: string, name: string): unknown {
  const file = readFile(folder, version, name);
  const extras = readFile(folder, version, `${name}.sdk-extras`);
  return isRecord(file) && isRecord(extras) && isRecord(extras["merge"]) ? merge(file, extras["merge"]) : file;
}

function merge(file: Readonly<Record<string, unknown>>, extras: Readonly<Record<string, unknown>>): object {
  const merged = { ...file };
  for (const [name, value] of Object.entries(extras)) {
    const known = merged[name];
    merged[name] = isRecord(known) && isRecord(value) ? merge(known, value) : value;
  }
  return merged;
}

function readFile(folder: string, version: string, name: string): unknown {
  const path = join(folder, version, `${name}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"));
  return existsSync(`${path}.gz`) ? JSON.parse(gunzipSync(readFileSync(`${path}.gz`)).toString()) : undefined;
}
