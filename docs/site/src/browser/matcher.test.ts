import { expect, test } from "vitest";
import { Matcher, prefixDistance } from "./matcher.js";

const matcher = new Matcher({
  services: [
    ["s3", "Amazon Simple Storage Service", "getObject listBuckets putObject", "NoSuchBucket"],
    ["dynamodb", "Amazon DynamoDB", "getItem putItem", "ConditionalCheckFailedException"],
  ],
  members: { Bucket: [0, 0], TableName: [1, 0], dynamodb: [1, 0] },
});

const titles = (query: string): string[] => matcher.find(query).map(({ title }) => title);

test("names come before beginnings, beginnings before parts", () => {
  expect(titles("getObject")[0]).toBe("getObject");
  expect(titles("put")).toEqual(["putItem", "putObject"]);
  expect(titles("bucket")).toEqual(["Bucket", "listBuckets", "NoSuchBucket"]);
});

test("a service's name narrows", () => {
  expect(titles("dynamodb put")).toEqual(["putItem"]);
  expect(titles("s3")).toContain("Amazon Simple Storage Service");
  expect(titles("dynamodb")[0]).toBe("Amazon DynamoDB");
});

test("typing errors are forgiven in words of some length", () => {
  expect(titles("lsitbukets")[0]).toBe("listBuckets");
  expect(titles("dynamodb putitm")[0]).toBe("putItem");
  expect(titles("dynmodb ptuitem")[0]).toBe("putItem");
  expect(titles("ConditonalChekFailed")[0]).toBe("ConditionalCheckFailedException");
  expect(titles("zz")).toEqual([]);
});

test("nothing is found for nothing", () => {
  expect(titles(" . ")).toEqual([]);
});

test.each([
  ["list", "listbuckets", 0],
  ["lsit", "listbuckets", 1],
  ["lost", "listbuckets", 1],
  ["lits", "listbuckets", 1],
  ["lis", "listbuckets", 0],
  ["liist", "listbuckets", 1],
])("%s is %s but for %i", (word, name, distance) => {
  expect(prefixDistance(word, name, 2)).toBe(distance);
});
