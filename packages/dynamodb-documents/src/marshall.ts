import type { AttributeValue } from "@inia/client-dynamodb";
import { DocumentError } from "./document-error.js";
import { type PathStep, pathText } from "./document-path.js";
import { setMember } from "./members.js";
import type { Marshalled, MarshalledItem, Storable } from "./storable.js";

/**
 * Makes DynamoDB's form of an item: `marshall({ id: 1, tags: new Set(["a"]) })` is
 * `{ id: { N: "1" }, tags: { SS: ["a"] } }`.
 *
 * Members that are `undefined` are left out. Maps may be `Map`s with texts for keys, or instances of classes, of which
 * what `Object.keys` lists is stored. Numbers are sent with the digits that they print with; `bigint` and `Decimal`
 * have up to 38.
 *
 * @throws DocumentError with the path of what DynamoDB cannot hold: `undefined` in a list, an empty or mixed set, `NaN`,
 * a `Date`, a function.
 */
export function marshall<T extends object>(item: T & Storable<T>): MarshalledItem<T> {
  return marshallMap(item, []) as MarshalledItem<T>;
}

/** Makes DynamoDB's form of one value: `marshallValue(1)` is `{ N: "1" }`. See {@link marshall}. */
export function marshallValue<T>(value: T & Storable<T>): Marshalled<T> {
  return marshallAt(value, []) as Marshalled<T>;
}

/** The same, where types do not matter. `path` leads to the value, for errors. */
export function marshallAt(value: unknown, path: readonly PathStep[]): AttributeValue {
  const steps = [...path];
  return write(value, steps, steps.length);
}

/** The same of a map's members. */
export function marshallMap(map: object, path: readonly PathStep[]): Record<string, AttributeValue> {
  const value = marshallAt(map, path);
  if (value.M === undefined) throw new DocumentError("an item is an object, and this is none.", pathText(path));
  return value.M;
}

/** `steps` holds the way to the value in its first `depth` places; what is behind them is left over. */
function write(value: unknown, steps: PathStep[], depth: number): AttributeValue {
  switch (typeof value) {
    case "string":
      return { S: value };
    case "number":
      return { N: numberText(value, steps, depth) };
    case "boolean":
      return { BOOL: value };
    case "bigint":
      return { N: bigintText(value, steps, depth) };
    case "object":
      return value === null ? { NULL: true } : writeObject(value, steps, depth);
    default:
      return refuse(hints[typeof value] ?? "", steps, depth);
  }
}

function writeObject(value: object, steps: PathStep[], depth: number): AttributeValue {
  if (depth > maxDepth) {
    refuse(`it is nested ${depth} levels deep, or holds itself; DynamoDB has 32 levels.`, steps, 8);
  }
  if (Array.isArray(value)) return { L: writeList(value, steps, depth) };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return { M: writeMembers(value, steps, depth) };
  // By tag, not by class: values may be of another realm, and decimals of another copy of this package.
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  switch (tag) {
    case "Object":
      return { M: writeMembers(value, steps, depth) };
    case "Uint8Array":
      return { B: value as Uint8Array };
    case "Set":
      return writeSet(value as Set<unknown>, steps, depth);
    case "Map":
      return { M: writeEntries(value as Map<unknown, unknown>, steps, depth) };
    case "Decimal":
      return { N: String(value) };
    default:
      return refuse(hints[tag] ?? `a value of type ${tag} cannot be stored.`, steps, depth);
  }
}

function writeList(list: readonly unknown[], steps: PathStep[], depth: number): AttributeValue[] {
  const values: AttributeValue[] = [];
  for (let index = 0; index < list.length; index += 1) {
    steps[depth] = index;
    values.push(write(list[index], steps, depth + 1));
  }
  return values;
}

function writeMembers(map: object, steps: PathStep[], depth: number): Record<string, AttributeValue> {
  const members: Record<string, AttributeValue> = {};
  for (const name of Object.keys(map)) {
    const value = (map as Record<string, unknown>)[name];
    if (value === undefined) continue;
    steps[depth] = name;
    setMember(members, name, write(value, steps, depth + 1));
  }
  return members;
}

function writeEntries(map: Map<unknown, unknown>, steps: PathStep[], depth: number): Record<string, AttributeValue> {
  const members: Record<string, AttributeValue> = {};
  for (const [name, value] of map) {
    if (typeof name !== "string") return refuse("the keys of a Map must be texts.", steps, depth);
    if (value === undefined) continue;
    steps[depth] = name;
    setMember(members, name, write(value, steps, depth + 1));
  }
  return members;
}

function writeSet(set: ReadonlySet<unknown>, steps: PathStep[], depth: number): AttributeValue {
  const values = [...set].map((member) => write(member, steps, depth));
  const [first] = values;
  if (first === undefined) return refuse("a set is empty, which DynamoDB does not have: leave it out.", steps, depth);
  for (const type of ["S", "N", "B"] as const) {
    if (first[type] === undefined) continue;
    const members = values.map((value) => value[type]);
    if (members.includes(undefined)) break;
    return { [`${type}S`]: members };
  }
  return refuse("a set holds texts only, or numbers, or Uint8Arrays.", steps, depth);
}

function numberText(value: number, steps: PathStep[], depth: number): string {
  const size = Math.abs(value);
  if ((size < 1e126 && size >= 1e-130) || value === 0) return String(value);
  return refuse(Number.isFinite(value) ? outOfRange : "NaN and Infinity cannot be stored.", steps, depth);
}

function bigintText(value: bigint, steps: PathStep[], depth: number): string {
  const text = String(value);
  if (text.length > 38) {
    const digits = text.replace(/^-|0+$/g, "").length;
    if (digits > 38) refuse(`a number has at most 38 significant digits, and this has ${digits}.`, steps, depth);
    if (text.replace("-", "").length > 126) refuse(outOfRange, steps, depth);
  }
  return text;
}

function refuse(message: string, steps: readonly PathStep[], depth: number): never {
  throw new DocumentError(message, pathText(steps.slice(0, depth)));
}

// Far above DynamoDB's limit, which is DynamoDB's to check; far below where the stack ends.
const maxDepth = 200;

const outOfRange = "numbers of DynamoDB lie between 10^-130 and 10^126, and this does not.";

const hints: Readonly<Record<string, string>> = {
  undefined: "undefined has no place in a list or a set, as what follows would move up: put null, or filter it.",
  function: "a function cannot be stored.",
  symbol: "a symbol cannot be stored.",
  Date: "a Date cannot be stored: put toISOString() or getTime().",
  ArrayBuffer: "bytes are stored as Uint8Array: put new Uint8Array(buffer).",
};
