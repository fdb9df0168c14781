import { expect, test } from "vitest";
import { ANY } from "./any.js";
import { findDifferences } from "./differences.js";

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);
const blob = new Blob(["a"]);
const stream = blob.stream();

test.each([
  ["dates", new Date(1), new Date(1)],
  ["bytes", bytes(1, 2), bytes(1, 2)],
  ["bytes in a buffer", bytes(1, 2).buffer, bytes(0, 1, 2).subarray(1)],
  ["a long in either form", 5, 5n],
  ["not a number", Number.NaN, Number.NaN],
  ["the same Blob", blob, blob],
  ["the same stream", stream, stream],
  ["members in another order", { a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }],
  ["null for any", ANY, null],
])("%s are equal", (_, expected, actual) => {
  expect(findDifferences({ value: expected }, { value: actual }, "exact")).toEqual([]);
});

test.each([
  ["dates", new Date(1), new Date(2), "1970-01-01T00:00:00.001Z, got 1970-01-01T00:00:00.002Z"],
  ["bytes", bytes(1, 2), bytes(1, 3), "2 bytes, got 2 bytes"],
  ["text and bytes", "a", bytes(97), '"a", got 1 bytes'],
  ["types", "1", 1, '"1", got 1'],
  ["longs", 5n, 6, "5n, got 6"],
  ["two Blobs", blob, new Blob(["a"]), "a Blob, got a Blob"],
  ["two streams", stream, new Blob(["a"]).stream(), "a ReadableStream, got a ReadableStream"],
  ["an array and an object", [], {}, "[], got {}"],
  ["null", null, {}, "null, got {}"],
  ["what is not there", ANY, undefined, "<ANY>, got nothing"],
  ["long texts", "x".repeat(200), "", `"${"x".repeat(80)}…", got ""`],
])("%s differ", (_, expected, actual, told) => {
  expect(findDifferences({ value: expected }, { value: actual }, "exact")).toEqual([`value: expected ${told}`]);
});

test("in part, further members are allowed at any depth, further elements are not", () => {
  const expected = { list: [{ a: 1, c: undefined }] };
  expect(findDifferences(expected, { list: [{ a: 1, b: 2, c: 3 }], other: 1 }, "partial")).toEqual([]);
  expect(findDifferences(expected, { list: [{ a: 1 }, { a: 2 }] }, "partial")).toEqual([
    "list[1]: expected nothing, got { a: 2 }",
  ]);
});
