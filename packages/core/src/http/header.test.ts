import { expect, test } from "vitest";
import { deleteHeader, getHeader, setHeader } from "./header.js";

test("a header is found however its name is written", () => {
  const headers = { "X-Amz-Date": "d", host: "h" };
  expect(getHeader(headers, "x-amz-DATE")).toBe("d");
  expect(getHeader(headers, "Host")).toBe("h");
  expect(getHeader(headers, "Date")).toBeUndefined();
});

test("setting a header leaves one, written as given", () => {
  const headers: Record<string, string> = { "content-type": "a", other: "o" };
  setHeader(headers, "Content-Type", "b");
  expect(headers).toEqual({ "Content-Type": "b", other: "o" });
});

test("deleting tells whether the header was there", () => {
  const headers: Record<string, string> = { DATE: "d" };
  expect(deleteHeader(headers, "date")).toBe(true);
  expect(deleteHeader(headers, "date")).toBe(false);
  expect(headers).toEqual({});
});
