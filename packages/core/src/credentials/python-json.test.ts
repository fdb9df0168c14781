import { expect, test } from "vitest";
import { pythonJson } from "./python-json.js";

// What json.dumps of Python 3.11 gives.
test("blanks stand behind commas and colons, and text is ASCII", () => {
  const value = { a: "é\x7f😀\n\x01", b: [1, null, true, {}], c: { z: 1, B: 2 } };
  const a = '"a": "\\u00e9\\u007f\\ud83d\\ude00\\n\\u0001"';
  expect(pythonJson(value)).toBe(`{${a}, "b": [1, null, true, {}], "c": {"z": 1, "B": 2}}`);
  expect(pythonJson(value, true)).toBe(`{${a}, "b": [1, null, true, {}], "c": {"B": 2, "z": 1}}`);
});

test("members that are undefined are left out", () => {
  expect(pythonJson({ a: undefined, b: 1 })).toBe('{"b": 1}');
});
