import fc from "fast-check";
import { Decimal } from "./decimal.js";

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const bytes = fc.uint8Array({ maxLength: 20 });
const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, min: -1e125, max: 1e125 }).filter((value) => value === 0 || Math.abs(value) >= 1e-130),
);
const bigint = fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n });
const decimal = fc
  .tuple(bigint, fc.integer({ min: -80, max: 80 }))
  .map(([digits, exponent]) => new Decimal(`${digits}E${exponent}`));
function setOf<Value>(members: fc.Arbitrary<Value>, by: (value: Value) => unknown): fc.Arbitrary<Set<Value>> {
  return fc.uniqueArray(members, { minLength: 1, maxLength: 6, selector: by }).map((values) => new Set(values));
}

/** Items of everything that DynamoDB can hold. `names` are attributes' names that occur besides those of plain letters. */
export function randomItem(names: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const name = fc.oneof(fc.string({ minLength: 1, maxLength: 8 }), fc.constantFrom(...names));
  const absent = fc.constant(undefined);
  return fc.letrec<{ value: unknown; map: Record<string, unknown> }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      text,
      number,
      bigint,
      fc.boolean(),
      fc.constant(null),
      decimal,
      bytes,
      setOf(text, (each) => each),
      setOf<number | bigint | Decimal>(fc.oneof(number, bigint, decimal), (each) => new Decimal(String(each)).digits),
      setOf(bytes, String),
      fc.array(tie("value"), { maxLength: 5 }),
      tie("map"),
      fc.array(fc.tuple(name, tie("value")), { maxLength: 4 }).map((entries) => new Map(entries)),
    ),
    map: fc.dictionary(name, fc.oneof({ weight: 9, arbitrary: tie("value") }, { weight: 1, arbitrary: absent }), {
      maxKeys: 6,
      noNullPrototype: true,
    }),
  })).map;
}

/** What a value comes back as: numbers of any kind by their size, Maps as objects, without what is undefined. */
export function expectedBack(given: unknown): unknown {
  if (typeof given === "number" || typeof given === "bigint" || given instanceof Decimal)
    return expectedNumber(String(given));
  if (given === null || typeof given !== "object" || given instanceof Uint8Array) return given;
  if (given instanceof Set) return new Set([...given].map(expectedBack));
  if (Array.isArray(given)) return given.map(expectedBack);
  const entries = given instanceof Map ? [...(given as Map<string, unknown>)] : Object.entries(given);
  return Object.fromEntries(
    entries.filter(([, member]) => member !== undefined).map(([key, member]) => [key, expectedBack(member)]),
  );
}

/** By another way than the code that is tested: the digits written out, and cut where the fraction begins. */
function expectedNumber(digits: string): number | bigint {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(digits)!;
  const all = `${whole}${fraction}${"0".repeat(300)}`;
  const point = 300 + whole.length + Number(exponent);
  const padded = `${"0".repeat(300)}${all}`;
  const isWhole = /^0*$/.test(padded.slice(point));
  const value = BigInt(padded.slice(0, point)) * (sign === "" ? 1n : -1n);
  const isSafe = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
  return isWhole && !isSafe ? value : Number(digits) + 0;
}
