import { expect, test } from "vitest";
import { bundleScenario } from "./bundle.js";
import { partCosts } from "./parts.js";
import { scenarios } from "./scenarios.js";

test("every module of the smallest client is in one part, and no part is everything", async () => {
  const parts = await partCosts();
  const { gzipKb } = await bundleScenario(scenarios.find(({ name }) => name === "STS getCallerIdentity")!, "esbuild");
  const sum = parts.reduce((total, { bytesGzip }) => total + bytesGzip, 0) / 1024;
  expect(sum).toBeGreaterThan(gzipKb * 0.7);
  expect(sum).toBeLessThan(gzipKb * 1.2);
  for (const { bytesGzip, bytesMinified } of parts) {
    expect(bytesGzip).toBeGreaterThan(0);
    expect(bytesGzip).toBeLessThan(bytesMinified);
  }
});
