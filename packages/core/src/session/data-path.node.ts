import { homeDirectory, readFile } from "#platform/files";
import type { ModelFiles } from "../dynamic/link-model.js";
import { InvalidConfigError } from "../errors/config.js";
import type * as model from "../model/index.js";
import type { ClientClass } from "./client-by-name.js";

/**
 * The class of a client whose model lies on the data path (`AWS_DATA_PATH`, then `~/.aws/models`), in the layout
 * `<service>/<API version>/service-2.json`; undefined where there is none. The newest version counts, of each file the
 * first on the path, plain or gzipped; what `sdk-extras` files say is merged in. (botocore loaders.py)
 *
 * @throws {@link InvalidConfigError} for a file that is no JSON; what a model that is not sound makes of itself.
 */
export function clientClassOnDataPath(service: string, dataPath: string | undefined): ClientClass<unknown> | undefined {
  const { delimiter, join } = process.getBuiltinModule("node:path");
  const home = homeDirectory();
  const folders = (dataPath ?? "").split(delimiter).filter((folder) => folder !== "");
  if (home !== undefined) folders.push(join("~", ".aws", "models"));
  const places = folders.map((folder) => join(withoutVariables(folder, home), service));
  const version = places.flatMap(versionsIn).sort().at(-1);
  if (version === undefined) return undefined;

  const read = (name: string): unknown => {
    const found = readFirst(places, version, `${name}.json`);
    const extras = readFirst(places, version, `${name}.sdk-extras.json`) as { readonly merge?: unknown } | undefined;
    return found === undefined || extras?.merge === undefined ? found : merge(found, extras.merge);
  };
  const files = {
    service: read("service-2"),
    paginators: read("paginators-1"),
    waiters: read("waiters-2"),
    ruleSet: read("endpoint-rule-set-1"),
    folder: service,
  } as ModelFiles;
  return requireModel().clientClassFromModel(files);
}

/** Not a literal call of `require`: bundles do not hold the machinery of models, and find it where core is installed. */
function requireModel(): typeof model {
  const { createRequire } = process.getBuiltinModule("node:module");
  return createRequire(import.meta.url)("@inia/core/model") as typeof model;
}

function versionsIn(place: string): string[] {
  const { existsSync, readdirSync } = process.getBuiltinModule("node:fs");
  const { join } = process.getBuiltinModule("node:path");
  if (!existsSync(place)) return [];
  return readdirSync(place).filter((version) =>
    ["", ".gz"].some((end) => existsSync(join(place, version, `service-2.json${end}`))),
  );
}

function readFirst(places: readonly string[], version: string, name: string): unknown {
  const { join } = process.getBuiltinModule("node:path");
  for (const place of places) {
    const file = join(place, version, name);
    const plain = readFile(file);
    const zipped = plain ? undefined : readFile(`${file}.gz`);
    if (plain ?? zipped) return parse(file, plain, zipped);
  }
  return undefined;
}

function parse(file: string, plain: Uint8Array | undefined, zipped: Uint8Array | undefined): unknown {
  try {
    const bytes = plain ?? process.getBuiltinModule("node:zlib").gunzipSync(zipped!);
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    const path = zipped ? `${file}.gz` : file;
    throw new InvalidConfigError(`${path} is on the data path and cannot be read as JSON. Mend or remove it.`, {
      cause,
    });
  }
}

/** `~` and `$NAME` in a folder of the data path. */
function withoutVariables(folder: string, home: string | undefined): string {
  const { env } = process;
  return folder
    .replace(/^~(?=$|[/\\])/, home ?? "~")
    .replace(/\$(?:(\w+)|\{([^}]+)\})/g, (all, name?: string, braced?: string) => env[name ?? braced!] ?? all);
}

/** Objects key by key, everything else replaced. (botocore utils.py `deep_merge`) */
function merge(base: unknown, extra: unknown): unknown {
  if (!isObject(base) || !isObject(extra)) return extra;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(extra)) {
    merged[key] = Object.hasOwn(base, key) ? merge(base[key], value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
