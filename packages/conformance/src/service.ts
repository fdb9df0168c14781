import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Client, ClientConfig, Session } from "@inia/core";
import type { Endpoint } from "@inia/core/generated/endpoints";
import type { RawService } from "@inia/core/model";
import { isPlain } from "./decode-value.js";

/** A service as suites see it: made by the generator, or from its model at run time. */
export interface Service {
  /** Makes a client. What a call needs of it beyond calling stays in the client. */
  open(config: ClientConfig, session?: Session): ServiceObject;
  /** Calls an operation by the API's name. */
  call(client: ServiceObject, operation: string, input: unknown): Promise<unknown>;
  /** The class of a modelled error; undefined where there is none of that name. */
  errorClass(client: ServiceObject, name: string): (new (...given: never) => Error) | undefined;
  resolveEndpoint(parameters: object): Endpoint;
  /** The paginator of an operation, the waiter of a name: undefined where the service, or its form here, has none. */
  paginator(operation: string): Paginate | undefined;
  waiter(name: string): Wait | undefined;
}

/** What suites use of a client besides its operations. */
export type ServiceObject = Pick<Client<string>, "meta">;

export interface Paginate {
  (
    client: ServiceObject,
    input: unknown,
    options: { maxItems?: number; pageSize?: number; startingToken?: string },
  ): { buildFullResult(): Promise<Record<string, unknown>> };
  readonly descriptor: {
    readonly inputToken: string | readonly string[];
    readonly outputToken: Select | readonly Select[];
  };
}

type Select = (page: unknown) => unknown;

export type Wait = (
  client: ServiceObject,
  input: unknown,
  options: { delaySeconds?: number; maxAttempts?: number },
) => Promise<{ readonly attempts: number }>;

/** A row of `models/services.json`. */
export interface ServiceRow {
  readonly apiVersion: string;
  readonly clientId: string;
}

/** botocore's names of services, and what they are called here. */
export function serviceTable(): Readonly<Record<string, ServiceRow>> {
  table ??= JSON.parse(readFileSync(join(modelsFolder, "services.json"), "utf8")) as Record<string, ServiceRow>;
  return table;
}

let table: Readonly<Record<string, ServiceRow>> | undefined;

/** The row of a service, by botocore's name or by the client's. */
export function serviceRow(name: string): readonly [folder: string, row: ServiceRow] {
  const found = folderOf(name);
  if (found === undefined) throw new Error(`There is no service "${name}" in models/services.json.`);
  return [found, serviceTable()[found]!];
}

/** The folder of a service; undefined where it is gone from the models since its vectors were recorded. */
export function folderOf(name: string): string | undefined {
  const services = serviceTable();
  return services[name] ? name : Object.keys(services).find((folder) => services[folder]!.clientId === name);
}

/** A file of a service's model, with what its sdk-extras add; undefined where the service has none of that name. */
export function readModel(folder: string, file: string): unknown {
  const path = join(modelsFolder, folder, serviceTable()[folder]!.apiVersion, file);
  if (!existsSync(path)) return undefined;
  const model = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const extrasPath = path.replace(/\.json$/, ".sdk-extras.json");
  if (!existsSync(extrasPath)) return model;
  const { merge } = JSON.parse(readFileSync(extrasPath, "utf8")) as { merge: Record<string, unknown> };
  return mergeExtras(model, merge);
}

function mergeExtras(
  model: Record<string, unknown>,
  extras: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged = { ...model };
  for (const [name, value] of Object.entries(extras)) {
    const known = merged[name];
    merged[name] = isPlain(known) && isPlain(value) ? mergeExtras(known, value) : value;
  }
  return merged;
}

/** A service's operations and shapes. */
export function readServiceModel(folder: string): RawService {
  let model = models.get(folder);
  if (model === undefined) models.set(folder, (model = readModel(folder, "service-2.json") as RawService));
  return model;
}

const models = new Map<string, RawService>();
const modelsFolder = fileURLToPath(new URL("../../../models/", import.meta.url));
