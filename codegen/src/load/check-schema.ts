import { Ajv, type ErrorObject, type SchemaObject, type ValidateFunction } from "ajv";
import { jsonPointer, ModelError } from "./model-error.js";
import { nearestHint } from "./nearest-names.js";

/**
 * Checks a document against a schema.
 *
 * @throws {@link ModelError} for the first thing that is wrong; an unknown key or value comes with the nearest
 * known one.
 */
export function checkSchema(schema: SchemaObject, value: unknown, file: string, pointerPrefix = ""): void {
  const validate = compiled(schema);
  if (validate(value)) return;
  const error = decisive(validate.errors ?? []);
  throw new ModelError({ file, ...explain(error, pointerPrefix) });
}

const validators = new WeakMap<SchemaObject, ValidateFunction>();

function compiled(schema: SchemaObject): ValidateFunction {
  let validate = validators.get(schema);
  if (validate === undefined) {
    const ajv = new Ajv({
      verbose: true,
      discriminator: true,
      allowUnionTypes: true,
      strict: true,
      strictRequired: false,
    });
    validate = ajv.compile(schema);
    validators.set(schema, validate);
  }
  return validate;
}

/** Ajv lists the failures of all arms of a choice, then the choice's own; the deepest failure says the most. */
function decisive(errors: readonly ErrorObject[]): ErrorObject {
  return errors.reduce((best, error) => {
    const isDeeper = error.instancePath.length > best.instancePath.length;
    const isSummary = error.instancePath === best.instancePath && error.keyword === "anyOf";
    return isDeeper || isSummary ? error : best;
  });
}

interface Explanation {
  readonly pointer: string;
  readonly expected: string;
  readonly found: string;
}

function explain(error: ErrorObject, pointerPrefix: string): Explanation {
  const pointer = pointerPrefix + error.instancePath;
  const { params, data } = error;
  switch (error.keyword) {
    case "additionalProperties": {
      const key = params["additionalProperty"] as string;
      const known = Object.keys((error.parentSchema?.["properties"] as object | undefined) ?? {});
      return {
        pointer: pointer + jsonPointer([key]),
        expected: `a key that the grammar knows${nearestHint(key, known)}`,
        found: JSON.stringify(key),
      };
    }
    case "required":
      return { pointer, expected: `the key "${params["missingProperty"]}"`, found: "an object without it" };
    case "enum":
      return { pointer, expected: choice(params["allowedValues"] as unknown[], data), found: show(data) };
    case "const":
      return { pointer, expected: JSON.stringify(params["allowedValue"]), found: show(data) };
    case "type":
      return { pointer, expected: typeNames(params["type"] as string | string[]), found: show(data) };
    case "anyOf":
      return { pointer, expected: typeNames(armTypes(error.schema as SchemaObject[])), found: show(data) };
    case "discriminator":
      return explainVariant(error, pointer);
    case "pattern":
      return { pointer, expected: `a name that matches ${params["pattern"] as string}`, found: show(data) };
    case "minLength":
      return { pointer, expected: "a string that is not empty", found: show(data) };
    case "minItems":
      return { pointer, expected: "an array that is not empty", found: "an empty one" };
    default:
      return { pointer, expected: `a value that is ${error.message?.replace(/^must be /, "")}`, found: show(data) };
  }
}

function explainVariant(error: ErrorObject, pointer: string): Explanation {
  const { tag, tagValue } = error.params as { tag: string; tagValue: unknown };
  const arms = (error.parentSchema?.["oneOf"] ?? []) as { properties: Record<string, { enum: unknown[] }> }[];
  const values = arms.flatMap((arm) => arm.properties[tag]?.enum ?? []);
  if (tagValue === undefined) return { pointer, expected: `the key "${tag}"`, found: "an object without it" };
  return { pointer: `${pointer}/${tag}`, expected: choice(values, tagValue), found: show(tagValue) };
}

function choice(values: readonly unknown[], found: unknown): string {
  const hint =
    typeof found === "string"
      ? nearestHint(
          found,
          values.filter((value) => typeof value === "string"),
        )
      : "";
  return `${values.length > 1 ? "one of " : ""}${values.map((value) => JSON.stringify(value)).join(", ")}${hint}`;
}

function armTypes(arms: readonly SchemaObject[]): string[] {
  return arms.flatMap((arm) => (arm["type"] as string | string[] | undefined) ?? []);
}

function typeNames(types: string | readonly string[]): string {
  return [types]
    .flat()
    .map((type) => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`))
    .join(" or ");
}

function show(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
