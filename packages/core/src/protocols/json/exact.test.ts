import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExactJson } from "./exact.js";

test("integers beyond 2^53 are bigints, all else is as JSON.parse gives it", () => {
  const text =
    ' { "a" : [ 9007199254740993 , -9007199254740993, 9007199254740991, 1.5, 1e30 ] , "b\\"]}" : "9007199254740993" } ';
  expect(parseExactJson(text)).toEqual({
    a: [9007199254740993n, -9007199254740993n, 9007199254740991, 1.5, 1e30],
    'b"]}': "9007199254740993",
  });
});

test("any JSON reads as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, "\t"), (value, space) => {
      // A double like 2^60 is printed as an integer, which then is one.
      const text = JSON.stringify(
        value,
        (_, item: unknown) => (typeof item === "number" ? (item % 2 ** 53) + 0 : item),
        space,
      );
      expect(parseExactJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each(["", "{", "[1,]", "nul", '"a', "01"])("%j is a SyntaxError", (text) => {
  expect(() => parseExactJson(text)).toThrow(SyntaxError);
});
