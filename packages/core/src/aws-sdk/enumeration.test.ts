import { expect, test } from "vitest";
import { enumeration } from "./enumeration.js";

type Values =
  | "StringList"
  | "nodejs20.x"
  | "GREATER_THAN"
  | "s3:ObjectCreated:*"
  | "ETag"
  | "a1.2xlarge"
  | (string & {});

const Kind = enumeration<Values>([
  "StringList",
  "nodejs20.x",
  "GREATER_THAN",
  "s3:ObjectCreated:*",
  "ETag",
  "a1.2xlarge",
]);

test("values are found by the names that v3's models give them", () => {
  expect([Kind.StringList, Kind.STRING_LIST]).toEqual(["StringList", "StringList"]);
  expect([Kind.nodejs20x, Kind.nodejs20_x]).toEqual(["nodejs20.x", "nodejs20.x"]);
  expect([Kind.GREATER_THAN, Kind.GreaterThan]).toEqual(["GREATER_THAN", "GREATER_THAN"]);
  expect(Kind.s3_ObjectCreated_).toBe("s3:ObjectCreated:*");
  expect([Kind.ETag, Kind.ETAG]).toEqual(["ETag", "ETag"]);
  expect(Kind.a1_2xlarge).toBe("a1.2xlarge");
  // @ts-expect-error -- there is no such value
  expect(Kind.Other).toBe(undefined);
});

test("each value is listed once", () => {
  expect(Object.values(Kind)).toEqual([
    "StringList",
    "nodejs20.x",
    "GREATER_THAN",
    "s3:ObjectCreated:*",
    "ETag",
    "a1.2xlarge",
  ]);
});
