import { expect, test } from "vitest";
import { attemptHeader } from "./request-header.js";

test.each<[Parameters<typeof attemptHeader>, string]>([
  [[1, undefined], "attempt=1"],
  [[1, 3], "attempt=1; max=3"],
  [[2, 3, undefined, 60_000], "attempt=2; max=3"],
  [[2, 3, "yesterday", 60_000], "attempt=2; max=3"],
  [[2, 3, "Fri, 02 Jan 2026 03:04:05 GMT", 60_000], "ttl=20260102T030505Z; attempt=2; max=3"],
])("%o is written as %s", (numbers, expected) => {
  expect(attemptHeader(...numbers)).toBe(expected);
});
