import { expect, test } from "vitest";
import { partition } from "./partition.js";

test.each([
  ["us-east-1", "aws"],
  ["eu-west-99", "aws"],
  ["aws-global", "aws"],
  ["cn-north-1", "aws-cn"],
  ["aws-cn-global", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["us-isof-south-1", "aws-iso-f"],
  ["eusc-de-east-1", "aws-eusc"],
  ["mars-north-1", "aws"],
  ["", "aws"],
  [undefined, "aws"],
])("region %j is in partition %s", (region, name) => {
  expect(partition(region).name).toBe(name);
});
