import { expandPath } from "../config/expand-path.js";
import { homeDirectory } from "../config/files.node.js";
import type { ServiceTable } from "./service-table.js";

/** What a package of a client exports. */
export type ClientModule = Readonly<Record<string, unknown>>;

/**
 * Loads a package as the program itself would: from the folder of its main file, else from the working directory.
 * Undefined when it is installed at neither place.
 */
export function loadInstalledClient(packageName: string): ClientModule | undefined {
  const { resolve } = process.getBuiltinModule("node:path");
  for (const from of [process.argv[1], resolve("program")]) {
    if (from === undefined) continue;
    try {
      return requireFrom(resolve(from))(packageName);
    } catch (error) {
      if (!isMissing(error, packageName)) throw error;
    }
  }
  return undefined;
}

/**
 * What a package of a client would export, of a model in botocore's folders: `<path>/<service>/<version>/service-2.json`
 * (or `.json.gz`), looked for on the data path and in `~/.aws/models`. Undefined where there is none.
 */
export function loadModelOnPath(service: string, dataPath: string | undefined): ClientModule | undefined {
  const { existsSync } = process.getBuiltinModule("node:fs");
  const { delimiter, join } = process.getBuiltinModule("node:path");
  const given = dataPath?.split(delimiter).filter((path) => path !== "") ?? [];
  for (const path of [...given, "~/.aws/models"]) {
    const folder = join(expandPath(path, process.env, homeDirectory()), service);
    // What makes clients of models is loaded with the first of them alone, and is in no bundle.
    if (existsSync(folder)) {
      const module = requireFrom(import.meta.url)("../dynamic/model-folder.node.js")["clientModuleOf"] as LoadModel;
      const found = module(folder);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

type LoadModel = (folder: string) => ClientModule | undefined;

/** botocore's names of all services; none where the table is not installed beside this file (in a bundle). */
export function knownServices(besides: string = import.meta.url): readonly string[] {
  try {
    const { serviceTable } = requireFrom(besides)("./service-table.data.js") as { serviceTable: ServiceTable };
    return Object.keys(serviceTable.services);
  } catch {
    return [];
  }
}

/** Not a literal call of `require`: bundlers leave it alone. */
function requireFrom(place: string): (name: string) => ClientModule {
  return process.getBuiltinModule("node:module").createRequire(place);
}

/** Whether the package itself is not there, rather than something that it needs. */
function isMissing(error: unknown, packageName: string): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === "MODULE_NOT_FOUND" && String(message).includes(`'${packageName}'`);
}
