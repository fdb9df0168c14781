import { join } from "node:path";
import { mergeExtras } from "@inia/core/model";
import { checkSchema } from "./check-schema.js";
import { ModelError } from "./model-error.js";
import { listServiceFolders, newestVersion, readModelFile, type ServiceFolder } from "./model-folder.js";
import { nearestHint } from "./nearest-names.js";
import { parseJson } from "./parse-json.js";
import { identitySchema, serviceTableSchema } from "./schemas/service-table.js";

/** What it takes to find a service by any of its names. */
export interface ServiceEntry {
  readonly apiVersion: string;
  readonly serviceId: string;
  /** The service's name in events and settings. (botocore utils.py `hyphenize_service_id`) */
  readonly hyphenizedServiceId: string;
  /**
   * The end of the name of its package. The hyphenised id, but where several services share one id: then it is
   * theirs whose folder has that name, and the others go by their folders.
   */
  readonly clientId: string;
  readonly endpointPrefix: string;
}

/** Services by the names of their folders. */
export interface ServiceTable {
  readonly [name: string]: ServiceEntry;
}

/** What a service's row is made of. */
export interface NamedService extends ServiceFolder {
  readonly metadata: { readonly serviceId: string; readonly endpointPrefix: string };
}

/** Makes the table of a folder of models; all its services must be given, because ids can be shared. */
export function buildServiceTable(services: readonly NamedService[]): ServiceTable {
  const owners = new Map<string, string>();
  for (const { name, metadata } of services) {
    const id = hyphenizeServiceId(metadata.serviceId);
    if (!owners.has(id) || name === id) owners.set(id, name);
  }
  return Object.fromEntries(
    services.map(({ name, apiVersion, metadata: { serviceId, endpointPrefix } }) => {
      const hyphenizedServiceId = hyphenizeServiceId(serviceId);
      const clientId = owners.get(hyphenizedServiceId) === name ? hyphenizedServiceId : name;
      if (clientId === name && (owners.get(name) ?? name) !== name) {
        throw new ModelError({
          file: `${name}/${apiVersion}/service-2.json`,
          pointer: "/metadata/serviceId",
          expected: `an id of its own (${owners.get(name)} is called ${name}, too)`,
          found: JSON.stringify(serviceId),
        });
      }
      return [name, { apiVersion, serviceId, hyphenizedServiceId, clientId, endpointPrefix }];
    }),
  );
}

/** `CloudWatch Logs` → `cloudwatch-logs`. (botocore utils.py) */
export function hyphenizeServiceId(serviceId: string): string {
  return serviceId.replaceAll(" ", "-").toLowerCase();
}

/**
 * The table of a folder's services as they are now. What `services.json` says is taken; services that it does not
 * list, or lists with another version, are looked up in their models.
 *
 * @throws {@link ModelError}
 */
export function readServiceTable(dir: string): ServiceTable {
  const written = readWrittenTable(dir);
  return buildServiceTable(
    listServiceFolders(dir).map((folder) => {
      const entry = written[folder.name];
      return { ...folder, metadata: entry?.apiVersion === folder.apiVersion ? entry : readIdentity(dir, folder) };
    }),
  );
}

/** `services.json` as the last import wrote it; empty where there was none. */
export function readWrittenTable(dir: string): ServiceTable {
  const path = join(dir, "services.json");
  const bytes = readModelFile(path);
  if (bytes === undefined) return {};
  const table = parseJson(bytes.toString("utf8"), path);
  checkSchema(serviceTableSchema, table, path);
  return table as ServiceTable;
}

/**
 * Finds services by the names of their folders or by their hyphenised ids, sorted by folder; without names, all.
 *
 * @throws {@link ModelError} with the nearest names when one is not there.
 */
export function findServices(dir: string, names?: readonly string[]): ServiceFolder[] {
  if (names === undefined) return listServiceFolders(dir);
  let table: ServiceTable | undefined;
  const found = new Map<string, ServiceFolder>();
  for (const name of names) {
    const folder = byFolder(dir, name) ?? byId(name);
    found.set(folder.name, folder);
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

  function byId(id: string): ServiceFolder {
    table ??= readServiceTable(dir);
    const row = Object.entries(table).find(([, entry]) => entry.clientId === id);
    if (row !== undefined) return { name: row[0], apiVersion: row[1].apiVersion };
    const known = Object.entries(table).flatMap(([name, entry]) => [name, entry.clientId]);
    throw new ModelError({
      file: dir,
      expected: `the name of a service${nearestHint(id, new Set(known))}`,
      found: JSON.stringify(id),
    });
  }
}

function byFolder(dir: string, name: string): ServiceFolder | undefined {
  if (!/^[\w.-]+$/.test(name) || /^\.+$/.test(name)) return undefined;
  const apiVersion = newestVersion(dir, name);
  return apiVersion === undefined ? undefined : { name, apiVersion };
}

function readIdentity(dir: string, { name, apiVersion }: ServiceFolder): NamedService["metadata"] {
  const [model, extras] = ["service-2.json", "service-2.sdk-extras.json"].map((file) => {
    const path = join(dir, name, apiVersion, file);
    const bytes = readModelFile(path);
    return bytes && parseJson(bytes.toString("utf8"), path);
  });
  const merged = extras === undefined ? model : mergeExtras(model, (extras as { merge?: unknown }).merge ?? {});
  checkSchema(identitySchema, merged, join(dir, name, apiVersion, "service-2.json"));
  return (merged as { metadata: NamedService["metadata"] }).metadata;
}
