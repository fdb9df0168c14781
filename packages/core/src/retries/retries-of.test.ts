import { afterEach, expect, test, vi } from "vitest";
import { retriesOf } from "./retries-of.js";

const settings = { service: "s3", random: () => 1 };

afterEach(() => {
  vi.doUnmock("#platform/other-retries");
  vi.resetModules();
});

test("each mode has its strategy on Node", async () => {
  expect(await retriesOf("standard")(settings)).toMatchObject({ maxAttempts: 3, announcesMax: false });
  expect(await retriesOf("legacy")(settings)).toMatchObject({ maxAttempts: 5 });
  expect(await retriesOf("adaptive")(settings)).toMatchObject({ maxAttempts: 3 });
});

test("where bundles leave the other modes out, the error says what to import", async () => {
  vi.resetModules();
  vi.doMock("#platform/other-retries", () => import("./other-retries.web.js"));
  const web = await import("./retries-of.js");
  expect(() => web.retriesOf("adaptive")).toThrow(
    expect.objectContaining({
      name: "InvalidRetryModeError",
      message: expect.stringContaining("retryStrategy: adaptiveRetries"),
    }),
  );
  expect(await web.retriesOf("standard")(settings)).toMatchObject({ maxAttempts: 3 });
});
