import { expect, test } from "vitest";
import { maxParts, planParts, readPartSize } from "./part-plan.js";

const MiB = 1024 * 1024;

test.each([
  ["10,000 parts suffice", 10_000 * 8 * MiB, 8 * MiB],
  ["one byte more, and parts grow by whole MiB", 10_000 * 8 * MiB + 1, 9 * MiB],
  ["5 TiB", 5 * MiB * MiB, 525 * MiB],
])("%s", (_, size, partSize) => {
  expect(planParts(size, 8 * MiB).partSize(1)).toBe(partSize);
  expect(Math.ceil(size / partSize)).toBeLessThanOrEqual(maxParts);
});

test("what no 10,000 parts of 5 GiB hold is an error", () => {
  expect(() => planParts(50_000 * 1024 * MiB + 1, 8 * MiB)).toThrow("S3 cannot hold it");
});

test("of a stream of unknown length 10,000 parts hold more than S3's 50 TB would need of it, the first 40 GB in small ones", () => {
  const { partSize } = planParts(undefined, 8 * MiB);
  let size = 0;
  for (let part = 1; part <= maxParts; part += 1) {
    size += partSize(part);
    if (part > 1) expect(partSize(part)).toBeGreaterThanOrEqual(partSize(part - 1));
    if (part === 5_000) expect(size).toBe(5_000 * 8 * MiB);
  }
  expect(partSize(maxParts)).toBeLessThanOrEqual(5 * 1024 * MiB);
  expect(size).toBeGreaterThan(5 * MiB * MiB);
});

test("AWS takes parts from 5 MiB to 5 GiB", () => {
  expect(readPartSize(undefined, 8 * MiB, true)).toBe(8 * MiB);
  for (const wrong of [5 * MiB - 1, 5 * 1024 * MiB + 1, 5.5 * MiB + 0.5, Number.NaN, -1]) {
    expect(() => readPartSize(wrong, 8 * MiB, true)).toThrow("partSize is");
  }
  expect(readPartSize(1, 8 * MiB, false)).toBe(1);
  expect(() => readPartSize(0, 8 * MiB, false)).toThrow("partSize is");
});
