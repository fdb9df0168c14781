import { isPlainObject, isStream } from "../protocols/validate-types.js";
import type { ValueSchema } from "../schema/read.js";
import { schemaWithin } from "../schema/sensitive.js";
import { isMatcher } from "./any.js";
import { show } from "./show.js";

/** Whether the two must be equal, or the actual value may have members that the expected one leaves out. */
export type Comparison = "exact" | "partial";

/**
 * Where two values differ, a line for each place: `Tags[0].Key: expected "a", got "b"`. A member that is `undefined`
 * is absent. Dates and bytes are compared by value, streams and Blobs by identity.
 */
export function findDifferences(
  expected: unknown,
  actual: unknown,
  comparison: Comparison,
  schema?: ValueSchema,
): readonly string[] {
  const differences: string[] = [];
  compare({ comparison, differences }, expected, actual, schema, "");
  return differences;
}

interface Context {
  readonly comparison: Comparison;
  readonly differences: string[];
}

function compare(
  context: Context,
  expected: unknown,
  actual: unknown,
  schema: ValueSchema | undefined,
  path: string,
): void {
  // What is sensitive is not looked into: paths would show keys of maps.
  if (schema?.sensitive && !isMatcher(expected)) {
    if (!isSame(context, expected, actual)) context.differences.push(`${path || "input"}: expected ***, got ***`);
    return;
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
      compare(context, expected[index], actual[index], schemaWithin(schema, index), `${path}[${index}]`);
    }
  } else if (isRecord(expected) && isRecord(actual)) {
    const names = context.comparison === "exact" ? { ...expected, ...actual } : expected;
    for (const name of Object.keys(names)) {
      if (context.comparison === "partial" && expected[name] === undefined) continue;
      const shown = schema?.kind === "map" && schema.key.sensitive ? "***" : name;
      const inner = path === "" ? shown : `${path}.${shown}`;
      compare(context, expected[name], actual[name], schemaWithin(schema, name), inner);
    }
  } else if (!isEqual(expected, actual)) {
    context.differences.push(`${path || "input"}: expected ${show(expected, schema)}, got ${show(actual, schema)}`);
  }
}

function isSame({ comparison }: Context, expected: unknown, actual: unknown): boolean {
  return findDifferences(expected, actual, comparison).length === 0;
}

function isEqual(expected: unknown, actual: unknown): boolean {
  if (isMatcher(expected)) return actual !== undefined && expected.asymmetricMatch(actual);
  if (expected instanceof Date && actual instanceof Date) return Object.is(expected.getTime(), actual.getTime());
  const bytes = bytesIn(expected);
  if (bytes !== undefined) return isSameBytes(bytes, bytesIn(actual));
  // The same long may be given as either.
  if (typeof expected === "bigint" || typeof actual === "bigint") return expected == actual;
  return Object.is(expected, actual);
}

function bytesIn(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

function isSameBytes(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return one.byteLength === other?.byteLength && one.every((byte, at) => byte === other[at]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isPlainObject(value) && !isStream(value) && !isMatcher(value);
}
