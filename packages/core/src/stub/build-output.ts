import { isPlainObject } from "../protocols/validate-types.js";
import type { AnyOperation, OutputOf } from "../schema/operation.js";
import { readSchema, type StructureSchema, type ValueSchema } from "../schema/read.js";
import { prepareOutput } from "./reply.js";
import type { PartOf } from "./types.js";

/**
 * Makes a whole output of a part: members that the model requires and the part lacks are filled in, at every depth,
 * bodies become {@link StreamingBody}s, and arrays of events become event streams.
 *
 * Strings are filled with the member's name, numbers with zero or the least the model allows, times with the epoch.
 *
 * @example
 * ```ts
 * const { Body } = buildOutput(getObject, { Body: "hello" });
 * await Body.text(); // "hello"
 * ```
 *
 * @throws {@link ParamValidationError} when the part does not fit the operation.
 */
export function buildOutput<Of extends AnyOperation>(operation: Of, part?: PartOf<OutputOf<Of>>): OutputOf<Of> {
  const { model } = operation;
  const whole = fill(readSchema(model.output ?? {}), part ?? {}) as Record<string, unknown>;
  return prepareOutput(model, whole)() as OutputOf<Of>;
}

function fill(schema: ValueSchema, given: unknown): unknown {
  switch (schema.kind) {
    case "structure":
      return fillStructure(schema, given);
    case "list":
      return Array.isArray(given) ? given.map((item) => fill(schema.member, item)) : given;
    case "map":
      return isPlainObject(given) ? mapValues(given, (value) => fill(schema.value, value)) : given;
    default:
      return given;
  }
}

function fillStructure(schema: StructureSchema, given: unknown): unknown {
  if (schema.eventStream && Array.isArray(given)) {
    return given.map((event: unknown) => (isPlainObject(event) ? fillMembers(schema, event) : event));
  }
  if (schema.eventStream || !isPlainObject(given)) return given;
  const missing = schema.required.filter(({ name }) => given[name] === undefined);
  const filled = missing.map(({ name, value }) => [name, sample(value, name)]);
  return { ...fillMembers(schema, given), ...Object.fromEntries(filled) };
}

function fillMembers({ byName }: StructureSchema, given: Record<string, unknown>): Record<string, unknown> {
  return mapValues(given, (value, name) => {
    const member = byName.get(name);
    return member === undefined || value === undefined ? value : fill(member.value, value);
  });
}

/** The least value that a schema allows. */
function sample(schema: ValueSchema, name: string): unknown {
  switch (schema.kind) {
    case "structure":
      return schema.union ? sampleUnion(schema) : schema.eventStream ? [] : fillStructure(schema, {});
    case "list":
      return Array.from({ length: schema.min ?? 0 }, () => sample(schema.member, name));
    case "map":
    case "document":
      return {};
    case "boolean":
      return false;
    case "timestamp":
      return new Date(0);
    case "blob":
      return new Uint8Array(schema.min ?? 0);
    case "string":
      return name.padEnd(schema.min ?? 0, "-");
    case "json":
      return "{}";
    default:
      return Math.max(schema.min ?? 0, 0);
  }
}

function sampleUnion({ members }: StructureSchema): Record<string, unknown> {
  // Of recursive unions a member that ends.
  const member = members.find(({ value }) => value.kind !== "structure") ?? members[0]!;
  return { [member.name]: sample(member.value, member.name) };
}

function mapValues<Value>(
  values: Record<string, Value>,
  change: (value: Value, name: string) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
}
