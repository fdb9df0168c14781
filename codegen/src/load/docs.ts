import { join } from "node:path";
import { mergeExtras } from "@inia/core/model";
import { digestFiles } from "./digest.js";
import { ModelError } from "./model-error.js";
import { newestVersionWith, readModelFile } from "./model-folder.js";
import { parseJson } from "./parse-json.js";

/**
 * A service's prose, as `inia models import --docs` took it out: HTML, at the places where it stood in the model.
 */
export interface ServiceDocs extends Documented {
  readonly operations?: { readonly [name: string]: OperationDocs };
  readonly shapes?: { readonly [name: string]: ShapeDocs };
  readonly clientContextParams?: { readonly [name: string]: Documented };
  /** Of the endpoint rule set's parameters. */
  readonly endpointParameters?: { readonly [name: string]: Documented };
  /** AWS's example calls by operation. */
  readonly examples?: { readonly [operation: string]: readonly ExampleCall[] };
}

export interface Documented {
  readonly documentation?: string;
}

export interface OperationDocs extends Documented {
  readonly input?: Documented;
  readonly output?: Documented;
  /** By index in the operation's errors. */
  readonly errors?: { readonly [index: string]: Documented };
}

export interface ShapeDocs extends Documented {
  readonly members?: { readonly [name: string]: Documented };
  readonly member?: Documented;
  readonly key?: Documented;
  readonly value?: Documented;
}

/** One entry of `examples-1.json`; blobs and timestamps in it are strings. */
export interface ExampleCall {
  readonly input?: { readonly [member: string]: unknown };
  readonly output?: { readonly [member: string]: unknown };
  readonly id?: string;
  readonly title?: string;
  readonly description?: string;
  /** Remarks on values, by the name of the member. */
  readonly comments?: { readonly input?: object; readonly output?: object };
}

/**
 * Reads a service's prose from the side folder; undefined where the folder has none.
 *
 * @param service - The name of the service's folder.
 * @throws {@link ModelError}
 */
export function loadDocs(dir: string, service: string): ServiceDocs | undefined {
  const folder = docsFolder(dir, service);
  if (folder === undefined) return undefined;
  const files = readJson(join(folder, "docs.json")) as DocsByFile;
  const model = mergeExtras(files["service-2.json"] ?? {}, files["service-2.sdk-extras.json"]?.merge ?? {});
  const endpointParameters = files["endpoint-rule-set-1.json"]?.parameters;
  const { examples } = (readJson(join(folder, "examples-1.json")) ?? {}) as Pick<ServiceDocs, "examples">;
  return {
    ...(model as ServiceDocs),
    ...(endpointParameters && { endpointParameters }),
    ...(examples && { examples }),
  };
}

/** Changes when a byte of a service's prose or examples does; empty where there is none. */
export function digestOfDocs(dir: string, service: string): string {
  const folder = docsFolder(dir, service);
  if (folder === undefined) return "";
  const files = new Map<string, Buffer>();
  for (const name of ["docs.json", "examples-1.json"]) {
    const bytes = readModelFile(join(folder, name));
    if (bytes !== undefined) files.set(name, bytes);
  }
  return digestFiles(files);
}

/** `docs.json`: what was taken out of each file. */
interface DocsByFile {
  readonly "service-2.json"?: object;
  readonly "service-2.sdk-extras.json"?: { readonly merge?: object };
  readonly "endpoint-rule-set-1.json"?: { readonly parameters?: { readonly [name: string]: Documented } };
}

function docsFolder(dir: string, service: string): string | undefined {
  const version = newestVersionWith("docs.json", dir, service);
  return version === undefined ? undefined : join(dir, service, version);
}

function readJson(path: string): object | undefined {
  const bytes = readModelFile(path);
  if (bytes === undefined) return undefined;
  const value = parseJson(bytes.toString("utf8"), path);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new ModelError({ file: path, expected: "an object", found: "another value" });
}
