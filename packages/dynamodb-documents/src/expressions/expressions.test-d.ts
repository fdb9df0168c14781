import { test } from "vitest";
import { attribute } from "./attribute.js";
import { expressions } from "./expressions.js";

interface Address {
  street: string;
}
declare const address: Address;

test("values of expressions may be typed by interfaces", () => {
  void (() => expressions({ set: { home: address, list: [address] }, condition: { home: address } }));
});

test("what means nothing does not compile", () => {
  const a = attribute("a");
  // @ts-expect-error -- a sum is no condition
  void (() => expressions({ condition: a.plus(1) }));
  // @ts-expect-error -- a condition is no value
  void (() => expressions({ set: { a: a.exists() } }));
  // @ts-expect-error -- DynamoDB adds once
  void (() => a.plus(1).plus(1));
  // @ts-expect-error -- what a size is compared with, is no attribute's sum
  void (() => a.size().plus(1));
  // @ts-expect-error -- a comparison with undefined would hold of nothing
  void (() => a.eq(undefined));
  // @ts-expect-error -- neither would one within equal attributes
  void (() => expressions({ condition: { a: undefined } }));
  // @ts-expect-error -- a Date is no value
  void (() => expressions({ set: { at: new Date() } }));
  // @ts-expect-error -- nor is a function
  void (() => a.eq(() => 1));
  // @ts-expect-error -- texts are not added
  void (() => expressions({ add: { a: "1" } }));
  // @ts-expect-error -- only sets lose members
  void (() => expressions({ delete: { a: ["x"] } }));
  // @ts-expect-error -- there is no such type
  void (() => a.type("string"));
});
