import { isPlainObject, isStream } from "../protocols/validate-types.js";
import type { ValueSchema } from "../schema/read.js";
import { schemaWithin } from "../schema/sensitive.js";
import { isMatcher } from "./any.js";

/** A value in one line, shortened, as messages show it; what the model calls sensitive stays hidden. */
export function show(value: unknown, schema?: ValueSchema): string {
  return shorten(describe(value, schema, 0), 160);
}

function describe(value: unknown, schema: ValueSchema | undefined, depth: number): string {
  if (value === undefined) return "nothing";
  if (isMatcher(value)) return String(value);
  if (schema?.sensitive) return "***";
  if (typeof value === "string") return JSON.stringify(shorten(value, 80));
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (depth > 4) return "…";
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => describe(item, schemaWithin(schema, index), depth + 1)).join(", ")}]`;
  }
  if (!isPlainObject(value) || isStream(value)) return `a ${value.constructor?.name ?? "stream"}`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return "{}";
  const hidesNames = schema?.kind === "map" && schema.key.sensitive;
  const shown = members.map(
    ([name, member]) => `${hidesNames ? "***" : name}: ${describe(member, schemaWithin(schema, name), depth + 1)}`,
  );
  return `{ ${shown.join(", ")} }`;
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
