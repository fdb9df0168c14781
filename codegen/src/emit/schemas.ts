import type { LoweredMember, LoweredStructure, LoweredType } from "@inia/core/model";
import type { Project } from "ts-morph";
import type { ServiceModel } from "../model/service-model.js";
import { constant, type GeneratedFile, namedImports, printSource, type Statements } from "./source-file.js";

/** `schemas.ts`: how each structure travels. A structure stands after those it refers to. */
export function emitSchemas(model: ServiceModel, project: Project): GeneratedFile {
  const structures = model.lowered.structures.filter((structure) => isNeeded(structure));
  const constants = structures.map((structure) =>
    constant(schemaName(structure.name, model), "Schema", printStructure(structure, model)),
  );
  const imports: Statements =
    constants.length === 0 ? ["export {};"] : namedImports("@inia/core/generated", ["Schema"], true);
  return printSource(project, "src/schemas.ts", model, [...imports, ...constants]);
}

/** The constant that holds a structure's schema; an error's own schema is its `ErrorSchema`, this one its members'. */
export function schemaName(structure: string, model: ServiceModel): string {
  const isError = model.lowered.errors.some(({ name }) => name === structure);
  return `${model.names.type(structure)}${isError ? "Members" : ""}$`;
}

function isNeeded(structure: LoweredStructure): boolean {
  return !structure.error || structure.members.length > 0;
}

function printStructure({ traits, members }: LoweredStructure, model: ServiceModel): string {
  const entries = [
    ...(traits ? [`$: ${printData(traits)}`] : []),
    ...members.map((member) => `${printKey(member.name)}: ${printMember(member, model)}`),
  ];
  if (entries.length === 0) return "{}";
  const line = `{ ${entries.join(", ")} }`;
  return line.length <= 90 ? line : `{\n${entries.map((entry) => `  ${entry},`).join("\n")}\n}`;
}

function printMember({ type, bits, wireName, extra }: LoweredMember, model: ServiceModel): string {
  const code = printType(type, model);
  if (extra)
    return `["t", ${code}, ${bits}, ${wireName === undefined ? 0 : JSON.stringify(wireName)}, ${printData(extra)}]`;
  if (wireName !== undefined) return `["t", ${code}, ${bits}, ${JSON.stringify(wireName)}]`;
  return bits === 0 ? code : `["t", ${code}, ${bits}]`;
}

function printType(type: LoweredType, model: ServiceModel): string {
  if (typeof type === "number") return String(type);
  if ("structure" in type) {
    const name = schemaName(type.structure, model);
    // An error without members has no schema of its own to refer to.
    if (model.lowered.errors.some((error) => error.name === type.structure && !error.members)) return "{}";
    return type.later ? `() => ${name}` : name;
  }
  if (type[0] === "n") return printData(type);
  const traits = type[2] === undefined ? "" : `, ${printData(type[2])}`;
  return `["${type[0]}", ${printType(type[1], model)}${traits}]`;
}

/** Prints JSON-like data as a person would write it: plain keys, spaces, no quotes around names. */
export function printData(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printData).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${printKey(key)}: ${printData(inner)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return JSON.stringify(value);
}

export function printKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
