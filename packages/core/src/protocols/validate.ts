import { nearestNames } from "../config/nearest-names.js";
import { type ParamProblem, ParamValidationError } from "../errors/call.js";
import type {
  ListSchema,
  MapSchema,
  MemberSchema,
  ScalarSchema,
  StructureSchema,
  ValueSchema,
} from "../schema/read.js";
import { type ShownPath, showPath } from "../schema/sensitive.js";
import { describeType, describeValue, isPlainObject } from "./validate-types.js";

/**
 * Checks an input against its schema: types, required and unknown members, minima, exactly one member of a union.
 * Maxima, patterns and enum values are the service's business. A member that is `undefined` is absent.
 *
 * @throws {@link ParamValidationError} that lists all problems, each with its path.
 * @see botocore validate.py
 */
export function validateInput(schema: StructureSchema, input: unknown): void {
  const problems = findProblems(schema, input);
  if (problems.length === 0) return;
  const report = problems.map(({ message }) => message).join("\n");
  throw new ParamValidationError(`Parameter validation failed:\n${report}`, { problems });
}

/** What holds where the values checked are not an input. */
export interface ValueRules {
  /** What messages call the value as a whole. */
  readonly root: string;
  /**
   * Judges values that have a rule of their own: `true` accepts one, a text names the types that would be valid, and
   * undefined leaves it to the rules of inputs. `streamed` tells of a blob that is a whole body.
   */
  judge(schema: ValueSchema, value: unknown, streamed: boolean): string | true | undefined;
}

/** All that is wrong with a value; `path` leads to it. */
export function findProblems(
  schema: StructureSchema,
  value: unknown,
  rules?: ValueRules,
  path: readonly (string | number)[] = [],
): readonly ParamProblem[] {
  const context: ValidationContext = {
    root: schema,
    start: path.length,
    path: [...path],
    depth: path.length,
    problems: [],
    rules,
  };
  checkStructure(schema, value, context);
  return context.problems;
}

export interface ValidationContext {
  readonly root: StructureSchema;
  /** How much of the path leads to the root. */
  readonly start: number;
  /** Names and indexes that lead to the value at hand. Only the first `depth` count. */
  readonly path: (string | number)[];
  depth: number;
  readonly problems: ParamProblem[];
  readonly rules: ValueRules | undefined;
}

function check(
  schema: ValueSchema,
  value: unknown,
  context: ValidationContext,
  member: MemberSchema | undefined,
  streamed: boolean,
): void {
  const verdict = context.rules?.judge(schema, value, streamed);
  if (verdict !== undefined) {
    if (verdict !== true) reportType(context, value, verdict);
    return;
  }
  switch (schema.kind) {
    case "structure":
      return checkStructure(schema, value, context);
    case "list":
      return checkList(schema, value, context);
    case "map":
      return checkMap(schema, value, context);
    case "string":
      return checkString(schema, value, context, member);
    case "boolean":
      if (typeof value !== "boolean") reportType(context, value, "boolean");
      return;
    case "integer":
      if (!Number.isInteger(value)) return reportType(context, value, "integer");
      return checkMinimum(schema, value as number, context);
    case "long":
      if (typeof value !== "bigint" && !Number.isInteger(value)) {
        return reportType(context, value, "integer, bigint");
      }
      return checkMinimum(schema, value as number | bigint, context);
    case "float":
    case "double":
      if (typeof value !== "number") return reportType(context, value, "number");
      return checkMinimum(schema, value, context);
    default:
      return schema.check(value, context, streamed);
  }
}

function checkStructure(schema: StructureSchema, value: unknown, context: ValidationContext): void {
  if (schema.eventStream) return checkEventStream(value, context);
  if (!isPlainObject(value)) return reportType(context, value, "object");
  if (isTooDeep(context)) return;
  const names = Object.keys(value);
  schema.union?.check(schema, names.filter((name) => value[name] !== undefined).length, context);
  for (const { name } of schema.required) if (value[name] === undefined) reportMissing(context, name);
  // Unknown members come before what is wrong within known ones, as in botocore's report.
  let unknownAt = context.problems.length;
  for (const name of names) {
    const given = value[name];
    if (given === undefined) continue;
    const member = schema.byName.get(name);
    if (member === undefined) context.problems.splice(unknownAt++, 0, unknownMember(context, schema, name));
    else {
      context.path[context.depth++] = name;
      check(member.value, given, context, member, isStreamed(schema, member));
      context.depth--;
    }
  }
}

function isStreamed(schema: StructureSchema, member: MemberSchema): boolean {
  return member.value.kind === "blob" && (member.streaming || schema.payload === member);
}

function checkEventStream(value: unknown, context: ValidationContext): void {
  const isIterable =
    typeof value === "object" &&
    value !== null &&
    (Symbol.asyncIterator in value || Symbol.iterator in value || "getReader" in value);
  if (!isIterable) reportType(context, value, "iterable of events");
}

function checkList(schema: ListSchema, value: unknown, context: ValidationContext): void {
  if (!Array.isArray(value)) return reportType(context, value, "array");
  if (schema.min !== undefined && value.length < schema.min) reportLength(context, value.length, schema.min);
  if (isTooDeep(context)) return;
  const { member } = schema;
  context.depth++;
  for (let index = 0; index < value.length; index++) {
    context.path[context.depth - 1] = index;
    check(member, value[index], context, undefined, false);
  }
  context.depth--;
}

function checkMap(schema: MapSchema, value: unknown, context: ValidationContext): void {
  if (!isPlainObject(value)) return reportType(context, value, "object");
  if (isTooDeep(context)) return;
  const { key: keySchema, value: valueSchema } = schema;
  for (const key of Object.keys(value)) {
    const given = value[key];
    if (given === undefined) continue;
    context.path[context.depth++] = key;
    if (keySchema.min !== undefined && isShorter(key, keySchema.min)) reportKey(context, key, keySchema.min);
    check(valueSchema, given, context, undefined, false);
    context.depth--;
  }
}

function checkString(
  schema: ScalarSchema,
  value: unknown,
  context: ValidationContext,
  member: MemberSchema | undefined,
): void {
  if (typeof value !== "string") return reportType(context, value, "string");
  // What becomes part of the host name cannot be empty, whether or not the model says so.
  const min = schema.min ?? (member?.hostLabel ? 1 : 0);
  if (min > 0 && isShorter(value, min)) reportLength(context, [...value].length, min);
}

/** Lengths count code points, as Python's do. */
function isShorter(text: string, min: number): boolean {
  return text.length < min || (min > 1 && text.length < min * 2 && [...text].length < min);
}

function checkMinimum(schema: ScalarSchema, value: number | bigint, context: ValidationContext): void {
  const { min } = schema;
  if (min === undefined || !(value < min)) return;
  report(
    context,
    (path, isSensitive) =>
      `Invalid value for parameter ${path}, value: ${describeValue(value, isSensitive)}, valid min value: ${min}`,
  );
}

/** Deeper inputs are circular, or would overflow the stack further on. */
const maxDepth = 500;

export function isTooDeep(context: ValidationContext): boolean {
  if (context.depth < maxDepth) return false;
  report(context, () => `Parameters are nested more than ${maxDepth} deep: is there a circle?`);
  return true;
}

function reportMissing(context: ValidationContext, name: string): void {
  const { text } = shownPath(context);
  context.problems.push({
    path: text === "" ? name : `${text}.${name}`,
    message: `Missing required parameter in ${text || rootOf(context)}: "${name}"`,
  });
}

function unknownMember(context: ValidationContext, schema: StructureSchema, name: string): ParamProblem {
  const { text } = shownPath(context);
  const names = schema.members.map((member) => member.name);
  const [nearest] = nearestNames(name, names, 1);
  return {
    path: text === "" ? name : `${text}.${name}`,
    message:
      `Unknown parameter in ${text || rootOf(context)}: "${name}", must be one of: ${names.join(", ")}` +
      (nearest === undefined ? "" : ` (did you mean "${nearest}"?)`),
  };
}

export function reportType(context: ValidationContext, value: unknown, expected: string): void {
  report(
    context,
    (path, isSensitive) =>
      `Invalid type for parameter ${path}, value: ${describeValue(value, isSensitive)}, ` +
      `type: ${describeType(value)}, valid types: ${expected}`,
  );
}

function reportLength(context: ValidationContext, length: number, min: number): void {
  report(context, (path) => tooShort(path, length, min));
}

/** A key that is too short stands in the message, but not in the path of what holds it. */
function reportKey(context: ValidationContext, key: string, min: number): void {
  const whole = shownPath(context).text;
  context.depth--;
  const { text } = shownPath(context);
  context.depth++;
  const path = `${text} (key: ${whole.endsWith("***") ? "***" : key})`;
  context.problems.push({ path, message: tooShort(path, [...key].length, min) });
}

function tooShort(path: string, length: number, min: number): string {
  return `Invalid length for parameter ${path}, value: ${length}, valid min length: ${min}`;
}

export function report(context: ValidationContext, message: (path: string, isSensitive: boolean) => string): void {
  const { text, isSensitive } = shownPath(context);
  context.problems.push({ path: text, message: message(text || rootOf(context), isSensitive) });
}

function rootOf({ rules }: ValidationContext): string {
  return rules?.root ?? "input";
}

/** Schemas are looked at again, now that there is something to report: what holds the value may be sensitive. */
function shownPath({ root, start, path, depth }: ValidationContext): ShownPath {
  return showPath(root, path.slice(0, depth), start);
}
