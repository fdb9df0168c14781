import { expect, test } from "vitest";
import { compareSerialized } from "./protocol-request.js";
import { readCbor } from "./read-cbor.js";
import { readXml } from "./read-xml.js";

const cbor = (hex: string): unknown => readCbor(new Uint8Array(Buffer.from(hex, "hex")));

test.each<[rule: string, one: string, other: string, isEqual: boolean]>([
  ["white space between elements does not count", "<a>\n  <b>1</b>\n</a>", "<a><b>1</b></a>", true],
  ["white space in text does", "<a> 1</a>", "<a>1</a>", false],
  ["the order of attributes does not count", '<a x="1" y="2"/>', '<a y="2" x="1"></a>', true],
  ["the order of elements does", "<a><b/><c/></a>", "<a><c/><b/></a>", false],
  ["entities are what they stand for", "<a>&lt;&#x41;</a>", "<a>&#60;A</a>", true],
])("XML: %s", (_, one, other, isEqual) => {
  if (isEqual) expect(readXml(one)).toEqual(readXml(other));
  else expect(readXml(one)).not.toEqual(readXml(other));
});

test.each<[rule: string, one: string, other: string, isEqual: boolean]>([
  ["definite and indefinite lists", "820102", "9f0102ff", true],
  ["definite and indefinite maps", "a1616101", "bf616101ff", true],
  ["a float in two and in four bytes", "f93e00", "fa3fc00000", true],
  ["an integer and a float", "01", "f93c00", false],
  ["a time as integer and as float", "c101", "c1f93c00", true],
  ["strings and bytes", "6161", "4161", false],
])("CBOR: %s", (_, one, other, isEqual) => {
  if (isEqual) expect(cbor(one)).toEqual(cbor(other));
  else expect(cbor(one)).not.toEqual(cbor(other));
});

test.each([
  ["a list that ends early", "8201", "ends too early"],
  ["text that ends early", "6361", "ends too early"],
  ["a list without its end", "9f01", "ends too early"],
  ["a second item", "0102", "goes on after its item"],
  ["an end outside a list", "82ff01", "no simple value 31"],
  ["a head that is not defined", "1c", "no length of the kind 28"],
])("CBOR refuses %s", (_, hex, message) => {
  expect(() => cbor(hex)).toThrow(message);
});

test("the first difference of a request names its place", () => {
  const sent = {
    method: "POST",
    url: "https://host/p?b=2&a=1",
    headers: { "X-A": "1" },
    body: Buffer.from('{"m":[1,2]}'),
  };
  const differs = (expected: object) => compareSerialized(expected, sent, "json", () => undefined)?.where;
  expect(
    differs({ uri: "/p?a=1&b=2", headers: { "x-a": "1" }, host: "host", body: '{ "m": [1, 2] }' }),
  ).toBeUndefined();
  expect(differs({ uri: "/q" })).toBe("path");
  expect(differs({ uri: "/p?a=1" })).toBe("query[1]");
  expect(differs({ requireHeaders: ["X-B"] })).toBe("header X-B");
  expect(differs({ forbidHeaders: ["X-A"] })).toBe("header X-A");
  expect(differs({ uri: "/p?a=1&b=2", body: '{"m":[1,3]}' })).toBe("body.m[1]");
});
