import { homeDirectory } from "#platform/files";
import { expandPath } from "../config/expand-path.js";
import { DataNotFoundError } from "../errors/call.js";
import type { ServiceTable } from "./service-table.js";

/** `dynamic/data-path.js`, which is not imported: few programs need it. */
interface ModelReader {
  clientModuleOnPath(service: string, folders: readonly string[]): ClientModule | undefined;
}

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
 * What a package of a client would export, of a model in one of some folders, which is called by one of some names. The
 * code that reads models is loaded where there is one.
 */
export function loadModelledClient(names: readonly string[], folders: readonly string[]): ClientModule | undefined {
  const { existsSync } = process.getBuiltinModule("node:fs");
  const { join } = process.getBuiltinModule("node:path");
  const name = names.find((each) => folders.some((folder) => existsSync(join(folder, each))));
  if (name === undefined) return undefined;
  let code: ClientModule;
  try {
    code = requireFrom(import.meta.url)("../dynamic/data-path.js");
  } catch (cause) {
    throw new DataNotFoundError(
      `There is a model of ${name} on the data path, but this bundle leaves out the code that reads models: give ` +
        "clientFromModel of @inia/core/model the model.",
      { cause },
    );
  }
  return (code as unknown as ModelReader).clientModuleOnPath(name, folders);
}

/** The folders in which models are looked for: those of `AWS_DATA_PATH`, then botocore's own. */
export function modelFolders(
  dataPath: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const { delimiter } = process.getBuiltinModule("node:path");
  return [...(dataPath?.split(delimiter) ?? []), "~/.aws/models"]
    .filter((folder) => folder !== "")
    .map((folder) => expandPath(folder, environment, homeDirectory()));
}

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
