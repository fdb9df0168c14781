import { expect, test } from "vitest";
import { parseArn } from "./parse-arn.js";

test("an ARN's resource is split at colons and slashes", () => {
  expect(parseArn("arn:aws:s3:us-west-2:123456789012:accesspoint/mine:sub:")).toEqual({
    partition: "aws",
    service: "s3",
    region: "us-west-2",
    accountId: "123456789012",
    resourceId: ["accesspoint", "mine", "sub", ""],
  });
});

test("region and account may be empty", () => {
  expect(parseArn("arn:aws:s3:::bucket")).toMatchObject({ region: "", accountId: "", resourceId: ["bucket"] });
});

test.each([undefined, "", "bucket", "arn:aws:s3", "arn:aws:s3:::", "arn::s3:::bucket", "arn:aws::us-east-1:1:x"])(
  "%j is no ARN",
  (text) => {
    expect(parseArn(text)).toBeUndefined();
  },
);
