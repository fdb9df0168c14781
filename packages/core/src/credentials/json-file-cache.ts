import { homeDirectory, readFile, writeFile } from "#platform/files";
import { fromUtf8 } from "../encoding/utf8.js";
import { InvalidConfigError } from "../errors/config.js";
import type { CredentialCache } from "./credential-cache.js";
import { pythonJson } from "./python-json.js";

/**
 * Keeps issued credentials in files, `<key>.json` each, as botocore and the AWS CLI do. Default folder:
 * `~/.aws/boto/cache`. A file that cannot be read, or holds no JSON, counts as absent.
 *
 * @example
 * ```ts
 * import { getSession } from "@inia/core";
 * import { jsonFileCache } from "@inia/core/credentials";
 *
 * const session = getSession();
 * session.getComponent("credential_provider").getProvider("assume-role").cache = jsonFileCache();
 * ```
 *
 * @see botocore utils.py, JSONFileCache
 */
export function jsonFileCache(folder: string = defaultFolder()): CredentialCache {
  const fileOf = (key: string): string => `${folder}/${key}.json`;
  return {
    get(key) {
      const bytes = readFile(fileOf(key));
      try {
        return bytes && JSON.parse(fromUtf8(bytes));
      } catch {
        return undefined;
      }
    },
    set: (key, value) => writeFile(fileOf(key), pythonJson(value)),
  };
}

function defaultFolder(): string {
  const home = homeDirectory();
  if (home !== undefined) return `${home}/.aws/boto/cache`;
  throw new InvalidConfigError("There is no home folder here: give jsonFileCache a folder.");
}
