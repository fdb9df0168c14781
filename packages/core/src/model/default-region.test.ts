import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { defaultRegion, type RawEndpoints } from "./default-region.js";

test("services with an endpoint for all of AWS, whether they have regions or not, need no region", () => {
  const services = Object.entries(read("services.json") as Record<string, { readonly endpointPrefix: string }>);
  const endpoints = read("endpoints.json") as RawEndpoints;
  const found = services.flatMap(([name, { endpointPrefix }]) => {
    const region = defaultRegion(endpointPrefix, endpoints);
    return region === undefined ? [] : [[name, region]];
  });
  // For these, and no others, botocore 1.43.67 makes a client that is given no region.
  expect(found.map(([name]) => name)).toEqual([
    ...["account", "billingconductor", "budgets", "ce", "chime", "cloudfront", "codecatalyst", "health", "iam"],
    ...["importexport", "networkmanager", "notificationscontacts", "organizations", "route53", "s3", "savingsplans"],
    ...["shield", "sts", "support", "taxsettings", "waf"],
  ]);
  expect(new Set(found.map(([, region]) => region))).toEqual(new Set(["aws-global"]));
});

test("other partitions say nothing about a client without a region, nor do models without a list of endpoints", () => {
  const services = { iam: { partitionEndpoint: "aws-cn-global" } };
  expect(defaultRegion("iam", { partitions: [{ partition: "aws-cn", services }] })).toBeUndefined();
  expect(defaultRegion("iam", undefined)).toBeUndefined();
});

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../../models/${name}`, import.meta.url), "utf8"));
}
