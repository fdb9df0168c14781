import { expect, test } from "vitest";
import { attemptDeadline, attemptHeader } from "./request-header.js";

test.each([
  [{ attempt: 1 }, "attempt=1"],
  [{ attempt: 1, maxAttempts: 3 }, "attempt=1; max=3"],
  [{ attempt: 2, maxAttempts: 3, deadline: "20260102T030505Z" }, "ttl=20260102T030505Z; attempt=2; max=3"],
])("%o is written as %s", (numbers, expected) => {
  expect(attemptHeader(numbers)).toBe(expected);
});

test("the deadline is the service's clock plus the read timeout", () => {
  expect(attemptDeadline("Fri, 02 Jan 2026 03:04:05 GMT", 60_000)).toBe("20260102T030505Z");
  expect(attemptDeadline(undefined, 60_000)).toBeUndefined();
  expect(attemptDeadline("yesterday", 60_000)).toBeUndefined();
});
