import { expect, test } from "vitest";
import { parseExactly } from "./parse-exactly.js";

test("long integers keep their digits, in whatever place; digits in strings stay text", () => {
  const text = String.raw`{"a": 18446744073709551615, "b": [-9223372036854775808], "c": "{\"x\":1234567890123456789}", "d": 1.2345678901234567}`;
  expect(parseExactly(text)).toEqual({
    a: 18446744073709551615n,
    b: [-9223372036854775808n],
    c: '{"x":1234567890123456789}',
    d: 1.2345678901234567,
  });
});
