import { expect, test } from "vitest";
import { mergeClientConfig } from "./client-config.js";

test("merging lays one configuration over the other, field by field", () => {
  const a = { region: "a", maxAttempts: 2, s3: { addressingStyle: "path" } } as const;
  const b = { region: "b", maxAttempts: undefined, s3: { useArnRegion: true } } as const;
  expect(mergeClientConfig(a, b)).toEqual({ region: "b", maxAttempts: 2, s3: { useArnRegion: true } });
  expect(a).toEqual({ region: "a", maxAttempts: 2, s3: { addressingStyle: "path" } });
});
