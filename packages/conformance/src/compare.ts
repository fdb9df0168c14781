import { EventsValue, isPlain, StreamValue } from "./decode-value.js";

/** The first place where an actual value is not the expected one. */
export interface Difference {
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * Maps a pair that differs to one that can be compared; undefined where the pair is none of its business.
 *
 * @param where - Path from the top of the compared value, for example `.Items[0].Name`.
 */
export type MapPair = (
  expected: unknown,
  actual: unknown,
  where: string,
) => readonly [expected: unknown, actual: unknown] | undefined;

/** Finds the first difference. A member whose value is `undefined` counts as absent. */
export function compare(
  expected: unknown,
  actual: unknown,
  mapPair: MapPair = mapNothing,
  where = "",
): Difference | undefined {
  const difference = compareAsIs(expected, actual, mapPair, where);
  if (difference === undefined) return undefined;
  const mapped = mapPair(expected, actual, where);
  return mapped === undefined ? difference : compareAsIs(mapped[0], mapped[1], mapPair, where);
}

function compareAsIs(expected: unknown, actual: unknown, mapPair: MapPair, where: string): Difference | undefined {
  if (Object.is(expected, actual)) return undefined;
  if (expected instanceof Uint8Array) {
    return actual instanceof Uint8Array && Buffer.compare(expected, actual) === 0
      ? undefined
      : differ(where, expected, actual);
  }
  if (expected instanceof Date) {
    return actual instanceof Date && expected.getTime() === actual.getTime()
      ? undefined
      : differ(where, expected, actual);
  }
  if (expected instanceof StreamValue && actual instanceof StreamValue) {
    return compare(expected.bytes, actual.bytes, mapPair, `${where}<stream>`);
  }
  if (expected instanceof EventsValue && actual instanceof EventsValue) {
    return compareLists(expected.events, actual.events, mapPair, `${where}<events>`);
  }
  if (Array.isArray(expected) && Array.isArray(actual)) return compareLists(expected, actual, mapPair, where);
  if (isPlain(expected) && isPlain(actual)) return compareMembers(expected, actual, mapPair, where);
  return differ(where, expected, actual);
}

function compareLists(
  expected: readonly unknown[],
  actual: readonly unknown[],
  mapPair: MapPair,
  where: string,
): Difference | undefined {
  for (const [index, item] of expected.entries()) {
    if (index >= actual.length) return differ(`${where}[${index}]`, item, undefined);
    const difference = compare(item, actual[index], mapPair, `${where}[${index}]`);
    if (difference !== undefined) return difference;
  }
  return actual.length > expected.length
    ? differ(`${where}[${expected.length}]`, undefined, actual[expected.length])
    : undefined;
}

function compareMembers(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  mapPair: MapPair,
  where: string,
): Difference | undefined {
  for (const [name, value] of Object.entries(expected)) {
    const found = Object.hasOwn(actual, name) ? actual[name] : undefined;
    const difference = compare(value, found, mapPair, `${where}.${name}`);
    if (difference !== undefined) return difference;
  }
  for (const [name, value] of Object.entries(actual)) {
    if (value !== undefined && !Object.hasOwn(expected, name)) return differ(`${where}.${name}`, undefined, value);
  }
  return undefined;
}

const mapNothing: MapPair = () => undefined;

export function differ(where: string, expected: unknown, actual: unknown): Difference {
  return { where: where === "" ? "." : where, expected: show(expected), actual: show(actual) };
}

/** Shows a value on one line. */
export function show(value: unknown): string {
  if (value === undefined) return "(absent)";
  const text = JSON.stringify(value, showMember) ?? String(value);
  return text.length > maxShown ? `${text.slice(0, maxShown)}… (${text.length} characters)` : text;
}

function showMember(this: unknown, name: string, value: unknown): unknown {
  // Dates have become strings before they get here.
  const original = (this as Record<string, unknown>)[name];
  if (original instanceof Date)
    return Number.isNaN(original.getTime()) ? "Date(invalid)" : `Date(${original.toISOString()})`;
  if (value instanceof Uint8Array) return `bytes(${Buffer.from(value).toString("latin1")})`;
  if (value instanceof StreamValue) return { $stream: Buffer.from(value.bytes).toString("latin1") };
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)))
    return `number(${Object.is(value, -0) ? "-0" : value})`;
  return value;
}

const maxShown = 600;
