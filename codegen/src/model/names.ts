import { type LoweredService, type RawService, reservedNames, reservedWords, uncapitalise } from "@inia/core/model";
import type { Usages } from "./usage.js";

/** Every name of a generated package that is derived from its model. Clashes are settled here and nowhere else. */
export interface Names {
  /** `@inia/client-s3`. */
  readonly packageName: string;
  /** `S3`: the class with a method per operation. */
  readonly serviceClass: string;
  /** `S3Client`. */
  readonly clientClass: string;
  /** Name of a shape's interface, type or class: `_Object`, `NoSuchKey`. */
  type(shape: string): string;
  /** Name of the form that inputs take, where a shape has two: `AttributeValueInput`. */
  inputType(shape: string): string;
  /** Name of the interface that holds the arms of a union, by the name of the union's type. */
  arms(union: string): string;
  /** Name of the constant that holds a structure's schema: `GetObjectRequest$`. */
  schema(structure: string): string;
  /** Name of an operation's value and of its method: `getObject`. */
  operation(operation: string): string;
  /** `paginateListObjects`. */
  paginator(operation: string): string;
  /** `waitUntilBucketExists`. */
  waiter(waiter: string): string;
  /** Name under which something of core is imported: its own, or `CoreOperation` where the service has one, too. */
  core(name: string): string;
}

/**
 * Types that generated code itself uses, or that every reader takes for the global, and interfaces that it exports.
 */
const reservedTypes = [
  ...["Array", "ArrayBuffer", "AsyncIterable", "Blob", "Boolean", "Date", "Error", "File", "Function", "Iterable"],
  ...["Map", "Number", "Object", "Omit", "Partial", "Pick", "Promise", "ReadableStream", "Readonly", "Record", "Set"],
  ...["String", "Symbol", "Uint8Array", "Paginators", "Waiters"],
];

/** Names all that a package exports, once for all emitters. */
export function nameService(
  packageName: string,
  { facts, operations, errors }: LoweredService,
  raw: RawService,
  usages: Usages,
  companions: { readonly paginators: readonly string[]; readonly waiters: readonly string[] },
): Names {
  const serviceClass = className(facts.serviceId);
  const clientClass = `${serviceClass}Client`;
  const own = new Set([serviceClass, clientClass]);
  const taken = new Set([...own, ...reservedTypes, ...reservedNames]);
  const claim = (wanted: string): string => {
    const name = free(wanted, taken);
    own.add(name);
    return name;
  };

  const shapes = Object.keys(raw.shapes).filter((name) => usages.of(name) !== undefined);
  // Shapes that are capitalised already keep their name where both `Endpoint` and `endpoint` exist.
  const ordered = [...shapes.filter(isCapitalised), ...shapes.filter((name) => !isCapitalised(name))];
  const types = new Map(ordered.map((shape) => [shape, claim(capitalise(shape))]));
  const twofold = shapes.filter((name) => raw.shapes[name]!.type === "structure" && usages.isTwofold(name));
  const inputTypes = new Map(twofold.map((shape) => [shape, claim(`${types.get(shape)!}Input`)]));
  const unions = shapes.filter((name) => raw.shapes[name]!.union || raw.shapes[name]!.eventstream);
  const unionTypes = unions.flatMap((shape) => [types.get(shape), inputTypes.get(shape)]);
  const arms = new Map(unionTypes.map((union) => [union, union && claim(`${union}Members`)]));
  const values = new Map(operations.map(({ name }) => [name, claim(uncapitalise(name))]));
  const paginators = new Map(companions.paginators.map((name) => [name, claim(`paginate${name}`)]));
  const waiters = new Map(companions.waiters.map((name) => [name, claim(`waitUntil${name}`)]));

  const takenSchemas = new Set(shapes.map((shape) => `${types.get(shape)!}$`));
  const errorNames = new Set(errors.map(({ name }) => name));
  const schemas = new Map(
    shapes.map((shape) => {
      const type = types.get(shape)!;
      // What is called like the error is its `ErrorSchema`.
      return [shape, errorNames.has(shape) ? free(`${type}Members$`, takenSchemas) : `${type}$`];
    }),
  );

  const aliases = new Map<string, string>();
  return {
    packageName,
    serviceClass,
    clientClass,
    type: (shape) => types.get(shape)!,
    inputType: (shape) => inputTypes.get(shape)!,
    arms: (union) => arms.get(union)!,
    schema: (structure) => schemas.get(structure)!,
    operation: (operation) => values.get(operation)!,
    paginator: (operation) => paginators.get(operation)!,
    waiter: (waiter) => waiters.get(waiter)!,
    core: (name) => {
      if (!own.has(name)) return name;
      let alias = aliases.get(name);
      if (alias === undefined) {
        alias = free(`${isCapitalised(name) ? "Core" : "core"}${capitalise(name)}`, taken);
        aliases.set(name, alias);
      }
      return alias;
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

export function capitalise(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A name that is not taken; one that is gets the first number that makes it free: `bucket`, `bucket2`. */
export function numbered(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
  return name;
}

/** Whether a constant can have this name. */
export function isVariable(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && !reservedWords.includes(name);
}

function isCapitalised(name: string): boolean {
  return name.charAt(0) === name.charAt(0).toUpperCase();
}

/** Takes a name; one that is taken gets `_` in front, as in aws-sdk v3 (`_Object`, `_Error`). */
function free(wanted: string, taken: Set<string>): string {
  let name = wanted;
  while (taken.has(name)) name = `_${name}`;
  taken.add(name);
  return name;
}
