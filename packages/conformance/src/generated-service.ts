import { Client, type ClientConfig, type Session } from "@inia/core";
import type { Endpoint } from "@inia/core/generated/endpoints";
import type { Paginate, Service, ServiceObject, Wait } from "./service.js";
import { serviceRow } from "./service.js";

/** Loads the generated package of a service, by botocore's name. */
export async function loadGeneratedService(folder: string): Promise<Service> {
  const [, { clientId }] = serviceRow(folder);
  const name = `@inia/client-${clientId}`;
  const [code, endpoint] = (await Promise.all([import(name), import(`${name}/endpoint`)])) as [
    Record<string, unknown>,
    { resolveEndpoint(parameters: object): Endpoint },
  ];
  return serviceOfPackage(name, code, endpoint.resolveEndpoint);
}

/** A service of what its package exports, or would export. */
export function serviceOfPackage(
  name: string,
  code: Readonly<Record<string, unknown>>,
  resolveEndpoint: (parameters: object) => Endpoint,
): Service {
  return new GeneratedService(name, code, resolveEndpoint);
}

class GeneratedService implements Service {
  readonly resolveEndpoint: (parameters: object) => Endpoint;
  readonly #class: ServiceClass;
  readonly #code: Readonly<Record<string, unknown>>;
  #methods: ReadonlyMap<string, string> | undefined;

  constructor(
    name: string,
    code: Readonly<Record<string, unknown>>,
    resolveEndpoint: (parameters: object) => Endpoint,
  ) {
    this.#code = code;
    this.#class = findClass(name, code);
    this.resolveEndpoint = resolveEndpoint;
  }

  open(config: ClientConfig, session?: Session): ServiceObject {
    return new this.#class(config, session);
  }

  call(client: ServiceObject, operation: string, input: unknown): Promise<unknown> {
    this.#methods ??= new Map(Object.entries(client.meta.methodToApiMapping).map(([method, name]) => [name, method]));
    const method = this.#methods.get(operation);
    if (method === undefined) throw new Error(`The client has no method for the operation ${operation}.`);
    return (client as unknown as Record<string, (input: unknown) => Promise<unknown>>)[method]!(input);
  }

  errorClass(client: ServiceObject, name: string): (new (...given: never) => Error) | undefined {
    const { exceptions } = client as unknown as {
      exceptions: Readonly<Record<string, new (...given: never) => Error>>;
    };
    return Object.values(exceptions).find(
      (type) => typeof type === "function" && type.prototype instanceof Error && new type(...bare).name === name,
    );
  }

  paginator(operation: string): Paginate | undefined {
    return this.#find((descriptor) => descriptor["acceptors"] === undefined && nameOf(descriptor) === operation);
  }

  waiter(name: string): Wait | undefined {
    return this.#find((descriptor) => descriptor["acceptors"] !== undefined && descriptor["name"] === name);
  }

  #find<Value>(matches: (descriptor: Readonly<Record<string, unknown>>) => boolean): Value | undefined {
    return Object.values(this.#code).find((value) => {
      const descriptor =
        typeof value === "function" ? (value as { descriptor?: Record<string, unknown> }).descriptor : undefined;
      return descriptor !== undefined && matches(descriptor);
    }) as Value | undefined;
  }
}

type ServiceClass = new (config: ClientConfig, session?: Session) => ServiceObject;

/** The class with all methods: the one whose base is exported under the same name with `Client` behind it. */
function findClass(name: string, code: Readonly<Record<string, unknown>>): ServiceClass {
  for (const [exported, value] of Object.entries(code)) {
    const base = code[`${exported}Client`];
    if (typeof value !== "function" || typeof base !== "function") continue;
    if (value.prototype instanceof base && base.prototype instanceof Client) return value as ServiceClass;
  }
  throw new Error(`${name} exports no class with operations.`);
}

function nameOf(descriptor: Readonly<Record<string, unknown>>): string | undefined {
  return (descriptor["operation"] as { model?: { name: string } } | undefined)?.model?.name;
}

const bare = ["", { code: "" }] as unknown as never;
