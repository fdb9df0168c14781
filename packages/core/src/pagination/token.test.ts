import { expect, test } from "vitest";
import { PaginationError } from "../errors/call.js";
import { decodeToken, encodeToken, isSameToken } from "./token.js";

test("a token comes back with its bytes", () => {
  const token = { Key: { k: { B: new Uint8Array([1, 2, 255]) }, list: [new Uint8Array([3])] }, Other: null };
  expect(decodeToken(encodeToken(token, 3), ["Key", "Other"])).toEqual({ token, itemsDone: 3 });
});

test("botocore's tokens are read", () => {
  const json = '{"Key": {"B": "AQI="}, "boto_truncate_amount": 2, "boto_encoded_keys": [["Key", "B"]]}';
  expect(decodeToken(btoa(json), ["Key"])).toEqual({ token: { Key: { B: new Uint8Array([1, 2]) } }, itemsDone: 2 });
});

test.each([
  ["service-token", ["A"], { A: "service-token" }, 0],
  ["one___3", ["A"], { A: "one" }, 3],
  ["one___two___3", ["A", "B"], { A: "one", B: "two" }, 3],
  ["one___None___3", ["A", "B"], { A: "one", B: null }, 3],
  ["one", ["A", "B"], { A: "one", B: null }, 0],
  ["one___two", ["A"], { A: "one___two" }, 0],
  ["None", ["A"], { A: null }, 0],
  [btoa("[1]"), ["A"], { A: btoa("[1]") }, 0],
])("old or bare token %s is read", (text, inputTokens, token, itemsDone) => {
  expect(decodeToken(text, inputTokens)).toEqual({ token, itemsDone });
});

test("more tokens than the operation takes are an error", () => {
  expect(() => decodeToken("a___b___c", ["A"])).toThrow(PaginationError);
});

test("a token of another operation is an error that says what it holds", () => {
  const foreign = encodeToken({ ExclusiveStartKey: { k: { S: "a" } } }, 3);
  expect(() => decodeToken(foreign, ["Marker", "Version"])).toThrow(PaginationError);
  expect(() => decodeToken(foreign, ["Marker", "Version"])).toThrow(
    "Bad starting token: it holds ExclusiveStartKey, and this operation goes on by Marker, Version.",
  );
});

test("tokens are compared by value, bytes too", () => {
  expect(isSameToken({ A: { B: new Uint8Array([1]) } }, { A: { B: new Uint8Array([1]) } })).toBe(true);
  expect(isSameToken({ A: { B: new Uint8Array([1]) } }, { A: { B: new Uint8Array([2]) } })).toBe(false);
});
