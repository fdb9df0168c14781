import { expect, test } from "vitest";
import { nearestNames } from "./nearest-names.js";

test("the nearest names come first, far ones not at all", () => {
  expect(nearestNames("regio", ["endpoint", "regions", "region", "credentials"])).toEqual(["region", "regions"]);
});

test("case does not matter, and no more than the limit are given", () => {
  expect(nearestNames("MAXATTEMPTS", ["maxAttempts", "maxAttempt"], 1)).toEqual(["maxAttempts"]);
});
