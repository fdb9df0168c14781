import type { Comparator } from "./syntax.js";

/** JavaScript's `undefined` is JMESPath's null. */
export function isNull(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** An object with members; dates, bytes and streams have none. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

export function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Everything but null, `false` and empty strings, lists and objects. */
export function isTrue(value: unknown): boolean {
  if (isNull(value) || value === false || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isRecord(value) || Object.keys(value).length > 0;
}

/** The first value if it is true, else the second. */
export function or<First, Second>(first: First, second: () => Second): NonNullable<First> | Second {
  return isTrue(first) ? (first as NonNullable<First>) : second();
}

/** The first value if it is false, else the second. */
export function and<First, Second>(first: First, second: () => Second): First | Second {
  return isTrue(first) ? second() : first;
}

/** Deep equality; a number never equals a boolean. */
export function equals(left: unknown, right: unknown): boolean {
  if (left === right || (isNull(left) && isNull(right))) return true;
  if (isNumber(left) && isNumber(right)) return left == right; // biome-ignore lint/suspicious/noDoubleEquals: 1n is 1
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, at) => equals(item, right[at]));
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equals(left[key], right[key]))
  );
}

/** Orders numbers, or strings; anything else has no order, which is null. */
export function compare(left: unknown, operator: Exclude<Comparator, "==" | "!=">, right: unknown): boolean | null {
  if (!(isNumber(left) && isNumber(right)) && !(typeof left === "string" && typeof right === "string")) return null;
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

/** What `each` makes of the items of a list, without nulls. */
export function project<Item, Result = Item>(
  list: readonly Item[] | null | undefined,
  each?: (item: Item) => Result,
): NonNullable<Result>[] | null {
  if (!Array.isArray(list)) return null;
  const results: NonNullable<Result>[] = [];
  for (const item of list) {
    const result = each === undefined ? item : each(item);
    if (!isNull(result)) results.push(result as NonNullable<Result>);
  }
  return results;
}

/** The items of a list that pass a test. */
export function filter<Item>(list: readonly Item[] | null | undefined, test: (item: Item) => unknown): Item[] | null {
  return Array.isArray(list) ? list.filter((item) => isTrue(test(item))) : null;
}

/** A list whose items that are lists themselves are joined into it. */
export function flatten<Item>(
  list: readonly Item[] | null | undefined,
): (Item extends readonly (infer Inner)[] ? Inner : Item)[] | null {
  return Array.isArray(list) ? (list.flat() as never) : null;
}

/** The values of an object. */
export function valuesOf<Value>(object: Readonly<Record<string, Value>> | null | undefined): Value[] | null {
  return isRecord(object) ? (Object.values(object) as Value[]) : null;
}

/** The item at an index, from the end where it is negative. */
export function at<Item>(list: readonly Item[] | null | undefined, index: number): Item | null {
  return Array.isArray(list) ? (list.at(index) ?? null) : null;
}

/** Every `step`th item from `start` up to `stop`, backwards where the step is negative; null leaves a bound open. */
export function slice<Item>(
  list: readonly Item[] | null | undefined,
  start: number | null,
  stop: number | null,
  step: number,
): Item[] | null {
  if (!Array.isArray(list)) return null;
  const [lowest, highest] = step > 0 ? [0, list.length] : [-1, list.length - 1];
  const bound = (index: number | null, open: number): number =>
    index === null ? open : Math.min(Math.max(index < 0 ? index + list.length : index, lowest), highest);
  const [first, end] =
    step > 0 ? [bound(start, 0), bound(stop, list.length)] : [bound(start, highest), bound(stop, -1)];
  const items: Item[] = [];
  for (let index = first; step > 0 ? index < end : index > end; index += step) items.push(list[index]);
  return items;
}
