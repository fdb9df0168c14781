import type { SchemaObject } from "ajv";

export const string: SchemaObject = { type: "string" };
export const boolean: SchemaObject = { type: "boolean" };
export const number: SchemaObject = { type: "number" };
export const name: SchemaObject = { type: "string", minLength: 1 };
export const names: SchemaObject = { type: "array", items: name };
export const nameOrNames: SchemaObject = { anyOf: [name, { ...names, minItems: 1 }] };

export function oneOf(...values: readonly string[]): SchemaObject {
  return { type: "string", enum: values };
}

export function listOf(items: SchemaObject): SchemaObject {
  return { type: "array", items };
}

export function mapOf(values: SchemaObject): SchemaObject {
  return { type: "object", additionalProperties: values };
}

/** An object that has these keys and no other; those in `required` must be there. */
export function object(
  required: Readonly<Record<string, SchemaObject>>,
  optional: Readonly<Record<string, SchemaObject>> = {},
): SchemaObject {
  return {
    type: "object",
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

/** One of several objects, told apart by the value of one key: that key's values, then the object with them. */
export function variants(key: string, arms: readonly (readonly [readonly string[], SchemaObject])[]): SchemaObject {
  return {
    type: "object",
    discriminator: { propertyName: key },
    oneOf: arms.map(([values, arm]) => ({
      ...arm,
      properties: { [key]: { enum: values }, ...(arm["properties"] as object) },
      required: [key, ...(arm["required"] as string[])],
    })),
  };
}

/** One schema for what matches a test, another for the rest. */
export function choose(test: SchemaObject, matching: SchemaObject, rest: SchemaObject): SchemaObject {
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's keyword
  return { if: test, then: matching, else: rest };
}
