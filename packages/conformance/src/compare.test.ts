import { expect, test } from "vitest";
import { compare } from "./compare.js";
import { StreamValue } from "./decode-value.js";

test.each<[rule: string, expected: unknown, actual: unknown, where: string]>([
  ["a member that is missing", { a: { b: 1 } }, { a: {} }, ".a.b"],
  ["a member too many", { a: 1 }, { a: 1, b: 2 }, ".b"],
  ["an item too few", [1, 2], [1], "[1]"],
  ["an item too many", [1], [1, 2], "[1]"],
  ["the sign of zero", 0, -0, "."],
  ["a number in words", 1, "1", "."],
  ["a bigint and a number", 1n, 1, "."],
  ["another moment", new Date(0), new Date(1), "."],
  ["other bytes", Uint8Array.of(1), Uint8Array.of(2), "."],
  ["other streamed bytes", new StreamValue(Uint8Array.of(1)), new StreamValue(Uint8Array.of(2)), "<stream>"],
  ["null and absence", { a: null }, {}, ".a"],
])("%s is a difference", (_, expected, actual, where) => {
  expect(compare(expected, actual)?.where).toBe(where);
});

test("equal values have no difference, and undefined is absence", () => {
  const value = () => ({
    a: [1, "x", null, Number.NaN],
    b: new Date(0),
    c: Uint8Array.of(1),
    d: new StreamValue(Uint8Array.of()),
  });
  expect(compare(value(), { ...value(), e: undefined })).toBeUndefined();
});

test("what a mapping makes of a pair is compared, not skipped", () => {
  const toNumber = (expected: unknown, actual: unknown) =>
    typeof expected === "string" ? ([Number(expected), actual] as const) : undefined;
  expect(compare({ a: ["NaN"] }, { a: [Number.NaN] }, toNumber)).toBeUndefined();
  expect(compare({ a: ["1"] }, { a: [2] }, toNumber)?.where).toBe(".a[0]");
});
