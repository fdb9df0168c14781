import { readFile } from "#platform/files";
import { fromUtf8 } from "../encoding/utf8.js";
import { DataNotFoundError } from "../errors/call.js";
import { mergeExtras } from "../model/merge-extras.js";
import { clientClassFromModel, DynamicClient } from "./client-from-model.js";
import type { LinkedModel, ModelFiles } from "./link-model.js";

/**
 * What a package of a client would export, of a model on the data path, by the name of its folder. Sessions load this
 * file where there is such a folder.
 */
export function clientModuleOnPath(
  service: string,
  folders: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  const files = findModel(service, folders);
  if (files === undefined) return undefined;
  const Service = clientClassFromModel(files);
  const { paginators, waiters } = (Service.prototype as { readonly linked: LinkedModel }).linked;
  return { Service, ServiceClient: DynamicClient, paginators, waiters };
}

/**
 * The files of a service's newest model in some folders: `<folder>/<service>/<version>/service-2.json`, plain or
 * gzipped. Of each kind of file the first that is found holds, with all `.sdk-extras` laid over. (botocore loaders.py)
 */
export function findModel(service: string, folders: readonly string[]): ModelFiles | undefined {
  const { join } = process.getBuiltinModule("node:path");
  const homes = folders.map((folder) => join(folder, service));
  const version = homes.flatMap(versionsIn).sort().at(-1);
  if (version === undefined) return undefined;
  const paths = (name: string): string[] => homes.map((home) => join(home, version, name));
  const read = <File>(name: string): File | undefined => {
    const file = firstOf(paths(name));
    if (file === undefined) return undefined;
    const extras = paths(`${name}.sdk-extras`).map(readJson) as ({ readonly merge?: object } | undefined)[];
    return extras.reduce<unknown>((merged, extra) => mergeExtras(merged, extra?.merge ?? {}), file) as File;
  };
  return {
    service: read("service-2")!,
    paginators: read("paginators-1"),
    waiters: read("waiters-2"),
    ruleSet: read("endpoint-rule-set-1"),
    folder: service,
  };
}

function versionsIn(home: string): string[] {
  const { existsSync, readdirSync } = process.getBuiltinModule("node:fs");
  const { join } = process.getBuiltinModule("node:path");
  if (!existsSync(home)) return [];
  return readdirSync(home).filter((version) =>
    endings.some((ending) => existsSync(join(home, version, `service-2${ending}`))),
  );
}

function firstOf(paths: readonly string[]): unknown {
  for (const path of paths) {
    const found = readJson(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readJson(path: string): unknown {
  for (const ending of endings) {
    const bytes = readFile(path + ending);
    if (bytes === undefined) continue;
    try {
      return JSON.parse(fromUtf8(ending === ".json" ? bytes : process.getBuiltinModule("node:zlib").gunzipSync(bytes)));
    } catch (cause) {
      throw new DataNotFoundError(`${path}${ending} cannot be read as JSON: ${(cause as Error).message}`, { cause });
    }
  }
  return undefined;
}

const endings = [".json", ".json.gz"] as const;
