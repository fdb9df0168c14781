import { expect, test } from "vitest";
import { parseExpiration } from "./parse-expiration.js";

test.each([
  ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"],
  ["2026-01-02T03:04:05+01:00", "2026-01-02T02:04:05.000Z"],
  ["2026-01-02T03:04:05", "2026-01-02T03:04:05.000Z"],
  ["2026-01-02 03:04:05", "2026-01-02T03:04:05.000Z"],
  ["2026-01-02T03:04:05UTC", "2026-01-02T03:04:05.000Z"],
  ["2026-01-02T03:04:05.678901+00:00", "2026-01-02T03:04:05.678Z"],
])("%s is %s", (text, expected) => {
  expect(parseExpiration(text, "it").toISOString()).toBe(expected);
});

test("what is no time is an error that names its source", () => {
  expect(() => parseExpiration("soon", "AWS_CREDENTIAL_EXPIRATION")).toThrow(
    /^AWS_CREDENTIAL_EXPIRATION is not a time: "soon"/,
  );
});
