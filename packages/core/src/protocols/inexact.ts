import type { ListSchema, MapSchema, StructureSchema, ValueSchema } from "../schema/read.js";

/**
 * Calls `report` with the path of every integer in a parsed output that a number cannot hold exactly, for example
 * `Items[3].Size`. Run only when a parser has met one.
 */
export function reportInexact(
  schema: StructureSchema,
  output: Record<string, unknown>,
  report: (path: string) => void,
): void {
  visitStructure(schema, output, "", report);
}

type Report = (path: string) => void;

function visit(schema: ValueSchema, value: unknown, path: string, report: Report): void {
  if (schema.kind === "document") return visitDocument(value, path, report);
  if (schema.kind === "integer" || schema.kind === "long") {
    if (typeof value === "number" && !Number.isSafeInteger(value)) report(path);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (schema.kind === "list") visitList(schema, value as unknown[], path, report);
  else if (schema.kind === "map") visitMap(schema, value as Record<string, unknown>, path, report);
  else if (schema.kind === "structure") visitStructure(schema, value as Record<string, unknown>, path, report);
}

function visitStructure(schema: StructureSchema, value: Record<string, unknown>, path: string, report: Report): void {
  for (const name of Object.keys(value)) {
    const member = schema.byName.get(name);
    if (member !== undefined) visit(member.value, value[name], path === "" ? name : `${path}.${name}`, report);
  }
}

function visitList(schema: ListSchema, value: readonly unknown[], path: string, report: Report): void {
  for (const [index, item] of value.entries()) visit(schema.member, item, `${path}[${index}]`, report);
}

function visitMap(schema: MapSchema, value: Record<string, unknown>, path: string, report: Report): void {
  for (const key of Object.keys(value)) visit(schema.value, value[key], `${path}.${key}`, report);
}

function visitDocument(value: unknown, path: string, report: Report): void {
  if (typeof value === "number") {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) report(path);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visitDocument(item, `${path}[${index}]`, report);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) visitDocument(item, path === "" ? key : `${path}.${key}`, report);
  }
}
