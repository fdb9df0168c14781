import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDocument, printDocument } from "./json-document.js";
import { ModelError } from "./model-error.js";

test("a document is laid out as JSON.stringify lays out, with one space and a final line feed", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const printed = printDocument(parseDocument(JSON.stringify(value, null, 3), "a.json"));
      // JSON.stringify has already dropped what a number's digits said beyond its value: -0.
      expect(printed).toBe(`${JSON.stringify(JSON.parse(JSON.stringify(value)), null, 1)}\n`);
    }),
  );
});

test("digits of numbers and the order of keys stay as they were written", () => {
  const text = '{\n "b": 9223372036854775807,\n "10": 1.0,\n "9": -0.50e+3,\n "__proto__": 0.0000001\n}\n';
  expect(printDocument(parseDocument(text, "a.json"))).toBe(text);
});

test("one string has one spelling", () => {
  expect(printDocument(parseDocument('"\\u0041\\/\\u00e9\\n\\u001F"', "a.json"))).toBe('"A/é\\n\\u001f"\n');
});

test.each([
  ["", 1, 1, "", "a JSON value", "the end of the file"],
  ['{"a": 1,}', 1, 9, "", "a key in double quotes", '"}"'],
  ['{\n "a": {\n  "b" 1}}', 3, 7, "/a/b", '":"', '"1"'],
  ['{"a": [1, 2 3]}', 1, 13, "/a", '"," or "]"', '"3"'],
  ['{"a": 1 "b": 2}', 1, 9, "", '"," or "}"', '"\\""'],
  ['{"a": tru}', 1, 7, "/a", "a JSON value", '"t"'],
  ['{"a": 01}', 1, 7, "/a", "a JSON value", '"0"'],
  ['{"a": "x', 1, 9, "/a", "a closing double quote", "the end of the file"],
  ['{"a": "x\ny"}', 1, 9, "/a", "control characters escaped", '"\\n"'],
  ['{"a": "\\q"}', 1, 7, "/a", "a string with valid escapes", '"\\q"'],
  ['{"a": 1, "a": 2}', 1, 10, "", "each key once", '"a" again'],
  ["[1] 2", 1, 5, "", "the end of the file", '"2"'],
  ['{"a/b": {"c~d": nul}}', 1, 17, "/a~1b/c~0d", "a JSON value", '"n"'],
])("broken JSON is told with its place: %s", (text, line, column, pointer, expected, found) => {
  const error = failure(() => parseDocument(text, "models/a.json"));
  expect(error).toMatchObject({ file: "models/a.json", line, column, pointer, expected, found });
  expect(error.message).toContain(`models/a.json:${line}:${column}`);
});

function failure(run: () => unknown): ModelError {
  try {
    run();
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
