import type { RawService, ServiceFacts } from "@inia/core/model";

/** Every name of a generated package that is derived from its model. */
export interface Names {
  /** `@inia/client-s3`. */
  readonly packageName: string;
  /** `S3`: the class with a method per operation. */
  readonly serviceClass: string;
  /** `S3Client`. */
  readonly clientClass: string;
  /** Name of a shape's interface, type or class: `_Object`, `NoSuchKey`. */
  readonly type: (shape: string) => string;
  /** Name of the form that inputs take, where a shape has two. */
  readonly inputType: (shape: string) => string;
}

/**
 * Names that generated code itself uses, or that every reader takes for the global: a shape called so gets `_` in
 * front, as in aws-sdk v3 (`_Object`, `_Error`).
 */
const reservedTypes: ReadonlySet<string> = new Set([
  ...[
    "Array",
    "ArrayBuffer",
    "AsyncIterable",
    "Blob",
    "Boolean",
    "Date",
    "Error",
    "File",
    "Function",
    "Iterable",
    "Map",
  ],
  ...[
    "Number",
    "Object",
    "Omit",
    "Partial",
    "Pick",
    "Promise",
    "ReadableStream",
    "Readonly",
    "Record",
    "Set",
    "String",
  ],
  ...["Symbol", "Uint8Array"],
]);

/** Names a package's types, once for all emitters. Clashes are settled here and nowhere else. */
export function nameService(clientId: string, facts: ServiceFacts, model: RawService): Names {
  const serviceClass = className(facts.serviceId);
  const clientClass = `${serviceClass}Client`;
  const taken = new Set([serviceClass, clientClass, ...reservedTypes]);
  const types = new Map<string, string>();
  // Shapes that are capitalised already keep their name where both `Endpoint` and `endpoint` exist.
  const shapes = Object.keys(model.shapes).sort((a, b) => Number(isLowerCase(a)) - Number(isLowerCase(b)));
  for (const shape of shapes) {
    const wanted = capitalise(shape);
    const name = free(wanted, taken);
    taken.add(name);
    types.set(shape, name);
  }
  const inputTypes = new Map<string, string>();
  return {
    packageName: `@inia/client-${clientId}`,
    serviceClass,
    clientClass,
    type: (shape) => types.get(shape)!,
    inputType: (shape) => {
      let name = inputTypes.get(shape);
      if (name === undefined) {
        name = free(`${types.get(shape)!}Input`, taken);
        taken.add(name);
        inputTypes.set(shape, name);
      }
      return name;
    },
  };
}

/** `CloudWatch Logs` → `CloudWatchLogs`, `mq` → `Mq`: aws-sdk v3's rule. */
export function className(serviceId: string): string {
  return serviceId
    .split(/[^A-Za-z0-9]+/)
    .map(capitalise)
    .join("");
}

/** `GetObject` → `getObject`. */
export function operationValue(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

export function capitalise(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A core type under a name that no shape of the service has: `Operation`, else `CoreOperation`. */
export function coreImport(name: string, names: Names, model: RawService): { name: string; alias?: string } {
  const clashes = Object.keys(model.shapes).some((shape) => names.type(shape) === name);
  return clashes ? { name, alias: `Core${name}` } : { name };
}

function isLowerCase(name: string): boolean {
  return name.charAt(0) !== name.charAt(0).toUpperCase();
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  while (taken.has(name)) name = `_${name}`;
  return name;
}
