import { expect, test } from "vitest";
import { transportError } from "./transport-error.web.js";

const place = { host: "host:8000", doing: "waiting for the response to GET /key" };

test.each<[string, unknown, boolean | undefined, string]>([
  ["a browser's silence", new TypeError("Failed to fetch"), undefined, "EndpointConnectionError"],
  ["a body that broke", new TypeError("network error"), true, "ConnectionClosedError"],
  ["what is no TypeError", new Error("Network connection lost."), undefined, "HTTPClientError"],
  ["what is no error", "reason", undefined, "HTTPClientError"],
])("%s", (_, cause, connected, name) => {
  const error = transportError(cause, { ...place, connected });
  expect(error.name).toBe(name);
  expect(error.message).toContain("host:8000");
  expect(error.message).toContain(place.doing);
  expect(error.cause).toBe(cause);
});

test("URLs are hidden in what the platform said", () => {
  const cause = new TypeError("https://host/key?X-Amz-Signature=secret failed");
  expect(transportError(cause, place).message).not.toContain("secret");
  expect(cause.message).not.toContain("secret");
});
