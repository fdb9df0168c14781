import { describe, expect, test } from "vitest";
import { Decimal } from "./decimal.js";

describe("one text for each number", () => {
  test.each([
    ["0", "0"],
    ["-0.00", "0"],
    ["0E+10", "0"],
    ["+1", "1"],
    ["007.50", "7.5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["15E-1", "1.5"],
    ["-1.25e2", "-125"],
    ["1e+37", `1${"0".repeat(37)}`],
    ["1e38", "1E+38"],
    ["12E124", "1.2E+125"],
    ["0.0000001", "0.0000001"],
    ["0.00000012", "0.00000012"],
    ["0.000000012", "1.2E-8"],
    ["1e-130", "1E-130"],
    ["12345678901234567890123456789012345678", "12345678901234567890123456789012345678"],
    ["0.12345678901234567890123456789012345678", "0.12345678901234567890123456789012345678"],
    ["1234567890123456789.0123456789012345678", "1234567890123456789.0123456789012345678"],
  ])("%s is %s", (text, digits) => {
    expect(new Decimal(text).digits).toBe(digits);
    expect(new Decimal(digits).digits).toBe(digits);
  });
});

test.each([
  ["", "not a decimal number"],
  [".", "not a decimal number"],
  ["1e", "not a decimal number"],
  ["0x10", "not a decimal number"],
  ["NaN", "not a decimal number"],
  ["1,5", "not a decimal number"],
  ["123456789012345678901234567890123456789", "at most 38 significant digits, and this has 39"],
  ["1e126", "magnitude of 10^126"],
  ["1e-131", "magnitude of 10^-131"],
])("%j is refused", (text, reason) => {
  expect(() => new Decimal(text)).toThrow(reason);
});

test("a decimal is printed, written as JSON, and made a number", () => {
  const price = new Decimal("10.10");
  expect([`${price}`, JSON.stringify({ price }), price.toNumber()]).toEqual(["10.1", '{"price":"10.1"}', 10.1]);
  expect(Object.prototype.toString.call(price)).toBe("[object Decimal]");
});
