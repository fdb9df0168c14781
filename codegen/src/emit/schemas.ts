import type { LoweredError, LoweredMember, LoweredStructure, LoweredTraits, LoweredType } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { comment } from "./docs.js";
import { braces, brackets, entry, type Layout } from "./layout.js";
import { constant, type GeneratedFile, joinSource, namedImports } from "./source-file.js";
import { CoreImports } from "./type-expression.js";

/**
 * `schemas.ts`: how each structure travels, and what core needs to make each error. A structure stands after those it
 * refers to.
 */
export function emitSchemas(model: ServiceModel): GeneratedFile {
  const { errors, structures } = model.lowered;
  const bare = new Set(errors.filter(({ members }) => !members).map(({ name }) => name));
  const core = new CoreImports(model);
  const ofXml = new Set<string>();
  const useValue = (name: string): string => {
    if (name !== "xmlUnion$") return core.useValue(name);
    ofXml.add(name);
    return name;
  };
  const printer = { model, bare, useValue };
  const described = structures.filter(({ name }) => !bare.has(name));
  const schemas = described.map((structure) =>
    constant(model.names.schema(structure.name), core.use("Schema"), layOutStructure(structure, printer)),
  );
  const rows = errors.map(({ name }) => `  ${model.names.type(name)}$,\n`).join("");
  const table = constant(
    "errorSchemas",
    `readonly ${core.use("ErrorSchema")}[]`,
    rows === "" ? "[]" : `[\n${rows}]`,
    comment("Every modelled error of the service: an operation may answer with one that only another operation names."),
  );
  return joinSource("src/schemas.ts", model, [
    ...core.declarations("@inia/core/generated"),
    ...namedImports("@inia/core/generated/xml-body", ofXml, false),
    ...namedImports(
      "./errors.js",
      errors.map(({ name }) => model.names.type(name)),
      false,
    ),
    ...schemas,
    ...errors.map((error) => errorSchema(error, model, core)),
    table,
  ]);
}

function errorSchema(error: LoweredError, model: ServiceModel, core: CoreImports): string {
  const { name, members, ...facts } = error;
  const entries = [
    `name: ${JSON.stringify(name)}`,
    `type: ${model.names.type(name)}`,
    ...Object.entries(facts).map(([key, value]) => `${key}: ${printData(value)}`),
    ...(members ? [`members: ${model.names.schema(name)}`] : []),
  ];
  return constant(`${model.names.type(name)}$`, core.use("ErrorSchema"), braces(entries));
}

/** What the text of a schema depends on besides its structure. */
export interface SchemaPrinter {
  readonly model: ServiceModel;
  /** Errors without members: they have no schema to refer to. */
  readonly bare: ReadonlySet<string>;
  /** Gives the name under which something of core's is imported. */
  readonly useValue: (name: string) => string;
}

/** A structure's schema as an object literal. */
export function layOutStructure({ traits, members }: LoweredStructure, printer: SchemaPrinter): Layout {
  return braces([
    ...(traits ? [entry("$", layOutTraits(traits, printer))] : []),
    ...members.map((member) => {
      const code = layOutMember(member, printer);
      const value = isInherited(member.name) && typeof code === "object" ? { ...code, close: "] as const" } : code;
      return entry(printKey(member.name), value);
    }),
  ]);
}

function layOutTraits({ union, ...traits }: LoweredTraits, printer: SchemaPrinter): Layout {
  return braces([
    ...(union === undefined ? [] : [entry("union", printer.useValue(union))]),
    ...Object.entries(traits).map(([key, value]) => entry(key, layOutData(value))),
  ]);
}

function layOutMember({ type, bits, wireName, extra }: LoweredMember, printer: SchemaPrinter): Layout {
  const code = printType(type, printer);
  if (bits === 0 && wireName === undefined && extra === undefined) return code;
  const parts = ['"t"', code, String(bits)];
  if (wireName !== undefined) parts.push(JSON.stringify(wireName));
  else if (extra !== undefined) parts.push("0");
  if (extra !== undefined) parts.push(printData(extra));
  return brackets(parts);
}

/** What every object has from its prototype: the compiler takes its type for the member's. */
function isInherited(name: string): boolean {
  return name in Object.prototype && name !== "__proto__";
}

function printType(type: LoweredType, printer: SchemaPrinter): string {
  if (typeof type === "number") return String(type);
  if (typeof type === "string") return printer.useValue(type);
  if ("structure" in type) {
    if (printer.bare.has(type.structure)) return "{}";
    const name = printer.model.names.schema(type.structure);
    return type.later ? `() => ${name}` : name;
  }
  if (type[0] === "n") return printData(type);
  const traits = type[2] === undefined ? "" : `, ${printData(type[2])}`;
  return `["${type[0]}", ${printType(type[1], printer)}${traits}]`;
}

/** Lays JSON-like data out as a person would write it: plain keys, spaces, no quotes around names. */
export function layOutData(value: unknown): Layout {
  if (Array.isArray(value)) return brackets(value.map(printData));
  if (typeof value === "object" && value !== null) {
    return braces(Object.entries(value).map(([key, inner]) => entry(printKey(key), layOutData(inner))));
  }
  return JSON.stringify(value);
}

/** {@link layOutData} on one line. */
export function printData(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printData).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${printKey(key)}: ${printData(inner)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return JSON.stringify(value);
}

/** A key of an object; `__proto__` would set its prototype. */
export function printKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
