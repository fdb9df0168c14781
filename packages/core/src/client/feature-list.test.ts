import { expect, test } from "vitest";
import { featureList } from "./feature-list.js";

test("features are cut at 1,024 bytes, at a comma", () => {
  expect(featureList("E,C,AI")).toBe("m/E,C,AI");
  const list = featureList(Array(600).fill("AC").join(","));
  expect(list.length).toBeLessThanOrEqual(1024);
  expect(list).toMatch(/^m\/AC(,AC){340}$/);
});
