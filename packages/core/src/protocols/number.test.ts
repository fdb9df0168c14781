import { expect, test } from "vitest";
import { ResponseParserError } from "../errors/parser.js";
import { formatFloatingPoint, parseFloatingPoint, parseInteger } from "./number.js";

test.each([
  [1, "1"],
  [1.5, "1.5"],
  [0.0001, "0.0001"],
  [0.00001, "1e-05"],
  [-1.25e-10, "-1.25e-10"],
  [-0, "-0.0"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
])("%d is written as %s", (value, text) => {
  expect(formatFloatingPoint(value)).toBe(text);
  expect(parseFloatingPoint(text)).toBe(value);
});

test("integers that a number holds are numbers", () => {
  const reading = { bigint: true, inexact: false };
  expect(parseInteger(" -9007199254740991 ", reading)).toBe(-9007199254740991);
  expect(reading.inexact).toBe(false);
});

test("larger ones are told, and rounded or bigints as asked", () => {
  const numbers = { bigint: false, inexact: false };
  expect(parseInteger("9007199254740993", numbers)).toBe(9007199254740992);
  expect(numbers.inexact).toBe(true);
  expect(parseInteger("+9007199254740993", { bigint: true, inexact: false })).toBe(9007199254740993n);
});

test.each(["", "five", "1.5", "0x10", "1e3", "--1"])("%j is no integer", (text) => {
  expect(() => parseInteger(text, { bigint: false, inexact: false })).toThrow(ResponseParserError);
});

test.each(["", " ", "five", "1,5"])("%j is no number", (text) => {
  expect(() => parseFloatingPoint(text)).toThrow(ResponseParserError);
});
