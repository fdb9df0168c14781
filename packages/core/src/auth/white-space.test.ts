import { expect, test } from "vitest";
import { collapseWhiteSpace, trimWhiteSpace } from "./white-space.js";

// The expected values were made by Python's " ".join(value.split()) and value.strip().
test.each([
  ["", "", ""],
  [" \t ", "", ""],
  ["plain value", "plain value", "plain value"],
  ["  a   b ", "a b", "a   b"],
  ["\u0085a\u0085\u2003b\u00a0", "a b", "a\u0085\u2003b"],
  ["\ufeffa\ufeff \ufeff", "\ufeffa\ufeff \ufeff", "\ufeffa\ufeff \ufeff"],
])("%j is collapsed to %j and trimmed to %j", (value, collapsed, trimmed) => {
  expect(collapseWhiteSpace(value)).toBe(collapsed);
  expect(trimWhiteSpace(value)).toBe(trimmed);
});
