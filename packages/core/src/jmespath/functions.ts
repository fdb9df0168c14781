import { JmesPathError } from "./error.js";
import { equals, isNull, isNumber, isRecord } from "./values.js";

type Kind = "array" | "object" | "string" | "number" | "boolean" | "null";
type Sortable = number | bigint | string;

export function abs(value: unknown): number | bigint {
  const number = numberIn("abs", value);
  return number < 0 ? -number : number;
}

/** Null of an empty list. */
export function avg(list: unknown): number | null {
  const numbers = numbersIn("avg", list);
  return numbers.length === 0 ? null : Number(add(numbers)) / numbers.length;
}

export function ceil(value: unknown): number | bigint {
  const number = numberIn("ceil", value);
  return typeof number === "bigint" ? number : Math.ceil(number);
}

export function contains(subject: unknown, search: unknown): boolean {
  const searched = check("contains", subject, ["array", "string"]) as string | unknown[];
  if (typeof searched === "string") return typeof search === "string" && searched.includes(search);
  return searched.some((item) => equals(item, search));
}

export function ends_with(subject: unknown, suffix: unknown): boolean {
  return stringIn("ends_with", subject).endsWith(stringIn("ends_with", suffix));
}

export function floor(value: unknown): number | bigint {
  const number = numberIn("floor", value);
  return typeof number === "bigint" ? number : Math.floor(number);
}

export function join(glue: unknown, list: unknown): string {
  const text = stringIn("join", glue);
  return listIn("join", list, ["string"]).join(text);
}

export function keys(object: unknown): string[] {
  return Object.keys(check("keys", object, ["object"]) as object);
}

/** Items of a list, members of an object, characters of a string. */
export function length(value: unknown): number {
  const counted = check("length", value, ["string", "array", "object"]);
  if (typeof counted === "string") return [...counted].length;
  return Object.keys(counted as object).length;
}

export function map(each: (item: unknown) => unknown, list: unknown): unknown[] {
  return listIn("map", list).map((item) => each(item) ?? null);
}

export function max(list: unknown): Sortable | null {
  return best(sortablesIn("max", list), (item) => item, 1);
}

export function max_by(list: unknown, by: (item: unknown) => unknown): unknown {
  return best(listIn("max_by", list), sortable("max_by", by), 1);
}

export function merge(...objects: unknown[]): Record<string, unknown> {
  const entries = objects.flatMap((object) => Object.entries(check("merge", object, ["object"]) as object));
  return Object.fromEntries(entries);
}

export function min(list: unknown): Sortable | null {
  return best(sortablesIn("min", list), (item) => item, -1);
}

export function min_by(list: unknown, by: (item: unknown) => unknown): unknown {
  return best(listIn("min_by", list), sortable("min_by", by), -1);
}

export function not_null(...values: unknown[]): unknown {
  return values.find((value) => !isNull(value)) ?? null;
}

export function reverse(value: unknown): string | unknown[] {
  const subject = check("reverse", value, ["array", "string"]) as string | unknown[];
  return typeof subject === "string" ? [...subject].reverse().join("") : subject.toReversed();
}

export function sort(list: unknown): Sortable[] {
  return sortablesIn("sort", list).toSorted(order);
}

export function sort_by(list: unknown, by: (item: unknown) => unknown): unknown[] {
  const key = sortable("sort_by", by);
  return listIn("sort_by", list)
    .map((item) => [item, key(item)] as const)
    .sort(([, one], [, other]) => order(one, other))
    .map(([item]) => item);
}

export function starts_with(subject: unknown, prefix: unknown): boolean {
  return stringIn("starts_with", subject).startsWith(stringIn("starts_with", prefix));
}

export function sum(list: unknown): number | bigint {
  return add(numbersIn("sum", list));
}

export function to_array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value ?? null];
}

/** The number that a string says; null where it says none. */
export function to_number(value: unknown): number | bigint | null {
  if (isNumber(value)) return value;
  return typeof value === "string" && /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value) ? Number(value) : null;
}

/** A string as it is, anything else as JSON. */
export function to_string(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value ?? null, (_, inner) => (typeof inner === "bigint" ? Number(inner) : inner));
}

export function type(value: unknown): Kind | null {
  return kindOf(value) ?? null;
}

export function values(object: unknown): unknown[] {
  return Object.values(check("values", object, ["object"]) as object);
}

function check(name: string, value: unknown, expected: readonly Kind[]): unknown {
  const kind = kindOf(value);
  if (kind !== undefined && expected.includes(kind)) return value;
  throw new JmesPathError(
    `JMESPath ${name}() takes ${expected.join(" or ")}, not ${kind ?? "a value without JSON form"}`,
  );
}

function kindOf(value: unknown): Kind | undefined {
  if (isNull(value)) return "null";
  if (isNumber(value)) return "number";
  if (Array.isArray(value)) return "array";
  if (isRecord(value)) return "object";
  return typeof value === "string" || typeof value === "boolean" ? (typeof value as "string" | "boolean") : undefined;
}

function numberIn(name: string, value: unknown): number | bigint {
  return check(name, value, ["number"]) as number | bigint;
}

function stringIn(name: string, value: unknown): string {
  return check(name, value, ["string"]) as string;
}

/** A list whose items are all of one of the kinds. */
function listIn(name: string, value: unknown, kinds?: readonly Kind[]): unknown[] {
  const list = check(name, value, ["array"]) as unknown[];
  const first = kindOf(list[0]);
  const allowed = kinds !== undefined && first !== undefined && kinds.includes(first) ? [first] : kinds;
  if (allowed !== undefined) for (const item of list) check(name, item, allowed);
  return list;
}

function numbersIn(name: string, value: unknown): (number | bigint)[] {
  return listIn(name, value, ["number"]) as (number | bigint)[];
}

function sortablesIn(name: string, value: unknown): Sortable[] {
  return listIn(name, value, ["number", "string"]) as Sortable[];
}

/** The key of an item, which must be of the same kind for all. */
function sortable(name: string, by: (item: unknown) => unknown): (item: unknown) => Sortable {
  let kinds: readonly Kind[] = ["number", "string"];
  return (item) => {
    const key = check(name, by(item), kinds) as Sortable;
    kinds = [kindOf(key) as Kind];
    return key;
  };
}

function order(one: Sortable, other: Sortable): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function best<Item>(items: readonly Item[], key: (item: Item) => Sortable, sign: 1 | -1): Item | null {
  let found: { readonly item: Item; readonly key: Sortable } | undefined;
  for (const item of items) {
    const own = key(item);
    if (found === undefined || order(own, found.key) === sign) found = { item, key: own };
  }
  return found === undefined ? null : found.item;
}

function add(numbers: readonly (number | bigint)[]): number | bigint {
  const isExact = numbers.every((number) => typeof number === "bigint") && numbers.length > 0;
  return isExact
    ? numbers.reduce((total, number) => total + (number as bigint), 0n)
    : numbers.reduce((total: number, number) => total + Number(number), 0);
}
