import { expect, test } from "vitest";
import { nearestHint, nearestNames } from "./nearest-names.js";

test("names within a third of edits are near, the nearest first", () => {
  expect(nearestNames("strucutre", ["string", "structure", "list", "structures"])).toEqual(["structure", "structures"]);
});

test("case does not count", () => {
  expect(nearestNames("DynamoDB", ["dynamodb", "dms"])).toEqual(["dynamodb"]);
});

test("a short name has only near ones that differ in one place", () => {
  expect(nearestNames("s4", ["s3", "ec2", "ce"])).toEqual(["s3"]);
});

test("nothing near, no hint", () => {
  expect(nearestHint("quux", ["structure"])).toBe("");
  expect(nearestHint("lsit", ["list"])).toBe(' (nearest: "list")');
});
