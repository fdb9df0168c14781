import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../load/digest.js";
import { loadService } from "../load/load.js";
import { readModelFile } from "../load/model-folder.js";
import { parseJson } from "../load/parse-json.js";
import { readServiceTable } from "../load/service-table.js";
import type { ModelSet } from "./diff-models.js";

/**
 * The models that a folder holds.
 *
 * @throws {@link ModelError}
 */
export function openModels(dir: string): ModelSet {
  const digests = digestOf(dir).services;
  const version = join(dir, "VERSION");
  return {
    version: existsSync(version) ? readFileSync(version, "utf8").trim() : undefined,
    services: Object.fromEntries(
      Object.entries(readServiceTable(dir)).map(([name, { apiVersion, clientId }]) => [
        name,
        { apiVersion, clientId, digest: digests[name]!, load: () => loadService(dir, name).files },
      ]),
    ),
    shared: (name) => {
      const path = join(dir, name);
      const bytes = readModelFile(path);
      return bytes && parseJson(bytes.toString("utf8"), path);
    },
  };
}
