import { expect, test } from "vitest";
import { mergeExtras } from "./merge-extras.js";

test("objects are merged key by key, new keys last", () => {
  const base = { a: { x: 1, y: 2 }, b: 3 };
  const merged = mergeExtras(base, { c: 4, a: { z: 5, x: 6 } });
  expect(JSON.stringify(merged)).toBe('{"a":{"x":6,"y":2,"z":5},"b":3,"c":4}');
  expect(base).toEqual({ a: { x: 1, y: 2 }, b: 3 });
});

test("arrays and scalars are replaced", () => {
  expect(mergeExtras({ a: [1, 2], b: { c: 1 } }, { a: [3], b: "x" })).toEqual({ a: [3], b: "x" });
});

test("a key called __proto__ is a key", () => {
  const merged = mergeExtras({}, JSON.parse('{"__proto__": {"polluted": true}}')) as { polluted?: boolean };
  expect(merged.polluted).toBeUndefined();
  expect(Object.keys(merged)).toEqual(["__proto__"]);
});
