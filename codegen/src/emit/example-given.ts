import type { RawReference } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { braces, entry, group, type Layout } from "./layout.js";
import { requiredMembers } from "./required-members.js";
import { printKey } from "./schemas.js";

/**
 * Writes one of AWS's example inputs as TypeScript. Their JSON has timestamps and bytes as strings, and some of them
 * are older than their model: undefined where one does not fit it.
 */
export function givenExample(
  name: string,
  given: Readonly<Record<string, unknown>>,
  model: ServiceModel,
): Layout | undefined {
  const { members = {}, union } = model.raw.shapes[name]!;
  const keys = Object.keys(given).filter((key) => !model.override(name, key)?.hidden);
  if (requiredMembers(name, model).some((member) => !keys.includes(member))) return undefined;
  if (union && keys.length !== 1) return undefined;
  const parts: Layout[] = [];
  for (const key of keys) {
    const reference = Object.hasOwn(members, key) ? members[key] : undefined;
    const value = reference && writeValue(reference, given[key], model);
    if (value === undefined) return undefined;
    parts.push(entry(printKey(key), value));
  }
  return braces(parts);
}

function writeValue(reference: RawReference, value: unknown, model: ServiceModel): Layout | undefined {
  const shape = model.raw.shapes[reference.shape]!;
  switch (shape.type) {
    case "structure":
      if (shape.document || shape.eventstream) return undefined;
      return isRecord(value) ? givenExample(reference.shape, value, model) : undefined;
    case "list": {
      if (!Array.isArray(value)) return undefined;
      const items = value.map((item) => writeValue(shape.member!, item, model));
      return items.includes(undefined) ? undefined : group("[", items as Layout[], "]");
    }
    case "map": {
      if (!isRecord(value)) return undefined;
      const values = Object.entries(value).map(([key, item]) => [key, writeValue(shape.value!, item, model)] as const);
      if (values.some(([, item]) => item === undefined)) return undefined;
      return braces(values.map(([key, item]) => entry(printKey(key), item!)));
    }
    case "string":
      if (reference.jsonvalue) return undefined;
      return typeof value === "string" ? JSON.stringify(value) : undefined;
    case "boolean":
      return typeof value === "boolean" ? String(value) : undefined;
    case "timestamp":
      return isDate(value) ? `new Date(${JSON.stringify(value)})` : undefined;
    case "blob":
      return typeof value === "string" ? JSON.stringify(value) : undefined;
    default:
      return typeof value === "number" ? String(value) : undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isDate(value: unknown): value is string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
