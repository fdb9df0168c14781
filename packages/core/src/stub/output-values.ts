import type { ParamProblem } from "../errors/call.js";
import { findProblems, type ValueRules } from "../protocols/validate.js";
import { isPlainObject } from "../protocols/validate-types.js";
import type { StructureSchema, ValueSchema } from "../schema/read.js";

/**
 * What is wrong with a stubbed output: the rules of inputs hold, but values must be of the types that outputs have, so
 * that a program under test sees what it would see in earnest.
 */
export function checkOutput(schema: StructureSchema, output: unknown): readonly ParamProblem[] {
  const problems = findProblems(schema, output, outputRules);
  const events = schema.members.flatMap(({ name, value }) => {
    const given = isPlainObject(output) ? output[name] : undefined;
    if (value.kind !== "structure" || !value.eventStream || !Array.isArray(given)) return [];
    return given.flatMap((event, index) => checkEvent(value, event, [name, index]));
  });
  return [...problems, ...events];
}

/** What is wrong with one event of a stream. */
export function checkEvent(
  schema: StructureSchema,
  event: unknown,
  path: readonly (string | number)[],
): readonly ParamProblem[] {
  const [name, ...others] = isPlainObject(event) ? Object.keys(event) : [];
  const member = name === undefined ? undefined : schema.byName.get(name);
  if (name === "$unknown" && others.length === 0) return [];
  if (member === undefined || others.length > 0) {
    const where = `${path[0]}[${path[1]}]`;
    const names = schema.members.map((known) => known.name).join(", ");
    return [{ path: where, message: `Invalid event ${where}: it must have exactly one of the members ${names}` }];
  }
  const value = (event as Record<string, unknown>)[member.name];
  return findProblems(member.value as StructureSchema, value, outputRules, [...path, member.name]);
}

/** A copy along the schema: what handlers do to a reply does not change the stub. */
export function copyValue(schema: ValueSchema | undefined, value: unknown): unknown {
  if (schema?.kind === "list" && Array.isArray(value)) return value.map((item) => copyValue(schema.member, item));
  if (!isPlainObject(value) || schema === undefined) return structuredClone(value);
  if (schema.kind !== "structure" && schema.kind !== "map") return structuredClone(value);
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    copy[name] = copyValue(schema.kind === "map" ? schema.value : schema.byName.get(name)?.value, member);
  }
  return copy;
}

const outputRules: ValueRules = {
  root: "output",
  judge(schema, value, streamed) {
    switch (schema.kind) {
      case "timestamp":
        return (value instanceof Date && !Number.isNaN(value.getTime())) || "Date";
      case "blob":
        return streamed ? undefined : value instanceof Uint8Array || "Uint8Array";
      case "structure":
        if (schema.eventStream && Array.isArray(value)) return true;
        // A program should also be tried with the members that its services add.
        return (schema.union && isPlainObject(value) && Object.keys(value).join() === "$unknown") || undefined;
      default:
        return undefined;
    }
  },
};
