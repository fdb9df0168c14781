import { expect, test } from "vitest";
import { percentDecode } from "./percent-decode.js";

test("escapes of several bytes become one character", () => {
  expect(percentDecode("caf%C3%A9/%F0%9F%A6%8a.txt")).toBe("café/🦊.txt");
});

test("a plus sign is a plus sign", () => {
  expect(percentDecode("a+b%2Bc")).toBe("a+b+c");
});

test("what is no escape stays as it is", () => {
  expect(percentDecode("100% %4 %zz é")).toBe("100% %4 %zz é");
});

test("bytes that are not UTF-8 become replacement characters", () => {
  expect(percentDecode("%ff%41%C3")).toBe("\ufffdA\ufffd");
});
