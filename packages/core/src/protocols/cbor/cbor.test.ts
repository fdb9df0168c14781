import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../encoding/hex.js";
import { ResponseParserError } from "../../errors/parser.js";
import { BOOLEAN, DOUBLE, FLOAT, INTEGER, LONG, type MemberCode, type Schema, STRING } from "../../schema/codes.js";
import { readSchema } from "../../schema/read.js";
import { blob$ } from "../blob.js";
import { document$ } from "../document.js";
import { timestamp$ } from "../timestamp.js";
import { union$ } from "../union.js";
import { decodeCbor } from "./decode.js";
import { encodeCbor } from "./encode.js";
import { parseCbor } from "./parse.js";

const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

describe("a member is written", () => {
  test.each<[rule: string, type: MemberCode, value: unknown, bytes: string]>([
    ["small integers in their first byte", INTEGER, 23, "17"],
    ["one byte", INTEGER, 24, "1818"],
    ["two bytes", INTEGER, 256, "190100"],
    ["four bytes", INTEGER, 65536, "1a00010000"],
    ["eight bytes", LONG, 2 ** 32, "1b0000000100000000"],
    ["bigints", LONG, 18446744073709551615n, "1bffffffffffffffff"],
    ["small bigints like numbers", LONG, 5n, "05"],
    ["negative integers", INTEGER, -500, "3901f3"],
    ["negative bigints", LONG, -9223372036854775808n, "3b7fffffffffffffff"],
    ["booleans", BOOLEAN, true, "f5"],
    ["strings", STRING, "é", "62c3a9"],
    ["strings of 24 bytes and more", STRING, "a".repeat(24), `7818${"61".repeat(24)}`],
    ["blobs", blob$, Uint8Array.of(1, 2), "420102"],
    ["strings in blobs", blob$, "a", "4161"],
    ["floats in four bytes", FLOAT, 1.5, "fa3fc00000"],
    ["doubles in eight", DOUBLE, 1.5, "fb3ff8000000000000"],
    ["negative zero", DOUBLE, -0, "fb8000000000000000"],
    ["NaN as half a float", DOUBLE, Number.NaN, "f97e00"],
    ["infinity as half a float", FLOAT, Number.POSITIVE_INFINITY, "f97c00"],
    ["negative infinity as half a float", DOUBLE, Number.NEGATIVE_INFINITY, "f9fc00"],
    ["timestamps in whole seconds under tag 1", timestamp$, new Date(1_500), "c101"],
    ["timestamps before the epoch", timestamp$, new Date(-1000), "c120"],
    ["lists", ["l", INTEGER], [1, null, 2], "8301f602"],
    ["maps", ["m", INTEGER], { a: 1, gone: undefined, b: null }, "a2616101 6162f6".replace(" ", "")],
    ["structures without null members", { A: INTEGER, B: INTEGER }, { B: 1, A: null }, "a1614201"],
    ["what is not modelled is left out", { A: INTEGER }, { New: 1, A: 2 }, "a1614102"],
    ["documents", document$, [1, 1.5, "a", true, null, { b: -1 }], "8601fb3ff80000000000006161f5f6a1616220"],
  ])("%s", (_, type, value, bytes) => {
    expect(toHex(encodeCbor(readSchema({ M: type }), { M: value }))).toBe(`a1614d${bytes}`);
  });
});

test("members are written in the caller's order, by their names on the wire", () => {
  const schema = readSchema({ A: ["t", INTEGER, 0, "a"], B: INTEGER });
  expect(toHex(encodeCbor(schema, { B: 1, A: 2 }))).toBe("a2614201616102");
});

test("a message larger than the writer's room is written whole", () => {
  const blob = new Uint8Array(100_000).fill(7);
  const text = "é".repeat(50_000);
  const output = decodeCbor(encodeCbor(readSchema({ B: blob$, S: STRING }), { B: blob, S: text }));
  expect(output).toEqual({ B: blob, S: text });
});

test("an error while writing does not harm the next message", () => {
  const schema = readSchema({ A: INTEGER, T: timestamp$ });
  expect(() => encodeCbor(schema, { A: 1, T: "soon" })).toThrow("Not a timestamp");
  expect(toHex(encodeCbor(schema, { A: 1 }))).toBe("a1614101");
});

describe("decoding", () => {
  test.each<[rule: string, bytes: string, value: unknown]>([
    ["integers", "1903e8", 1000],
    ["integers that a number holds", "1b001fffffffffffff", 9007199254740991],
    ["integers that none holds", "1b0020000000000000", 9007199254740992n],
    ["negative integers that a number holds", "3b001ffffffffffffe", -9007199254740991],
    ["negative integers that none holds", "3b001fffffffffffff", -9007199254740992n],
    ["half floats", "f93e00", 1.5],
    ["the smallest half float", "f90001", 2 ** -24],
    ["half infinity", "f9fc00", Number.NEGATIVE_INFINITY],
    ["half NaN", "f97e01", Number.NaN],
    ["floats", "fa3fc00000", 1.5],
    ["doubles", "fb3ff8000000000000", 1.5],
    ["undefined is null", "f7", null],
    ["byte strings in chunks", "5f420102 4103 ff".replaceAll(" ", ""), Uint8Array.of(1, 2, 3)],
    ["text in chunks that split a character", "7f61c361a9ff", "é"],
    ["lists without length", "9f01820203ff", [1, [2, 3]]],
    ["maps without length", "bf616101ff", { a: 1 }],
    ["null values of maps are left out", "a26161f6616201", { b: 1 }],
    ["tag 1 is a timestamp", "c1fb3ff8000000000000", new Date(1500)],
    ["other tags are passed over", "d81ec101", new Date(1000)],
    ["keys like those of Object's prototype", "a1695f5f70726f746f5f5f01", JSON.parse('{"__proto__":1}')],
    ["of duplicate keys the last wins", "a2616101616102", { a: 2 }],
    ["integer keys", "a10102", { 1: 2 }],
  ])("%s", (_, bytes, value) => {
    expect(decodeCbor(hex(bytes))).toEqual(value);
  });

  test.each<[rule: string, bytes: string]>([
    ["nothing", ""],
    ["an integer that breaks off", "1a0000"],
    ["text that breaks off", "6261"],
    ["text that announces more than there can be", "7bffffffffffffffff61"],
    ["a list that announces more than there can be", "9bffffffffffffffff01"],
    ["a map that announces more than there can be", "bbffffffffffffffff6161"],
    ["a key that breaks off", "a163"],
    ["a list without end", "9f01"],
    ["text in chunks without end", "7f6161"],
    ["chunks of another type", "5f6161ff"],
    ["chunks within chunks", "5f5f4101ffff"],
    ["an integer without length", "1f"],
    ["reserved lengths", "1c"],
    ["a break outside", "ff"],
    ["unassigned simple values", "f818"],
    ["a timestamp of text", "c16161"],
    ["a tag without value", "c1"],
  ])("%s is an error of the response", (_, bytes) => {
    expect(() => decodeCbor(hex(bytes))).toThrow(ResponseParserError);
  });

  test("nesting has a limit", () => {
    expect(() => decodeCbor(new Uint8Array(1_000_000).fill(0x81))).toThrow("nested more than 256 deep");
    expect(() => decodeCbor(new Uint8Array(1_000_000).fill(0xc1))).toThrow(ResponseParserError);
  });

  test("keys seen before are told from others like them", () => {
    for (const key of ["abcd", "abed", "abcd", "a\u00e9d", "abcd"]) {
      expect(decodeCbor(encodeCbor(readSchema({ M: ["m", INTEGER] }), { M: { [key]: 1 } }))).toEqual({
        M: { [key]: 1 },
      });
    }
  });

  test("byte strings are copies", () => {
    const bytes = hex("a1614d4101");
    const { M } = decodeCbor(bytes) as { M: Uint8Array };
    bytes.fill(9);
    expect(M).toEqual(Uint8Array.of(1));
  });
});

describe("parsing", () => {
  const parse = (schema: Schema, value: Record<string, unknown>, bigint = false): unknown =>
    parseCbor(encodeCbor(readSchema({ D: document$ }), { D: value }).subarray(3), readSchema(schema), {
      bigint,
      inexact: false,
    });

  test.each<[rule: string, type: MemberCode, value: unknown, expected: unknown]>([
    ["timestamps without a tag", timestamp$, 5, new Date(5000)],
    ["timestamps as text", timestamp$, "1970-01-01T00:00:05Z", new Date(5000)],
    ["text for a blob", blob$, "a", Uint8Array.of(97)],
    ["integers in floats", DOUBLE, 5, 5],
    ["large integers in floats", DOUBLE, 9007199254740993n, 9007199254740992],
    ["lists keep their nulls", ["l", INTEGER], [null, 1], [null, 1]],
    ["an unknown member of a union", { $: { union: union$ }, A: STRING }, { New: 1 }, { $unknown: ["New", 1] }],
  ])("%s", (_, type, value, expected) => {
    expect(parse({ M: type }, { M: value, New: 1 })).toEqual({ M: expected });
  });

  test("integers that no number holds", () => {
    expect(parse({ M: LONG }, { M: 9007199254740993n })).toEqual({ M: 9007199254740992 });
    expect(parse({ M: LONG }, { M: 9007199254740993n }, true)).toEqual({ M: 9007199254740993n });
  });

  test.each<[MemberCode, unknown]>([
    [["l", STRING], "x"],
    [["m", STRING], []],
    [{ A: STRING }, 5],
    [blob$, 5],
    [LONG, "five"],
    [timestamp$, "soon"],
  ])("a value that does not fit is an error of the response", (type, value) => {
    expect(() => parse({ M: type }, { M: value })).toThrow(ResponseParserError);
  });

  test("an empty body and null read as no members", () => {
    const schema = readSchema({ A: STRING });
    expect(parseCbor(new Uint8Array(), schema, { bigint: false, inexact: false })).toEqual({});
    expect(parseCbor(hex("f6"), schema, { bigint: false, inexact: false })).toEqual({});
  });
});

const all: Schema = {
  s: STRING,
  b: BOOLEAN,
  f: FLOAT,
  d: DOUBLE,
  n: LONG,
  blob: blob$,
  t: ["l", timestamp$],
  child: () => all,
  children: ["m", () => all],
};
const values = fc.letrec<{ value: Record<string, unknown> }>((tie) => ({
  value: fc.record(
    {
      s: fc.string({ unit: "grapheme" }),
      b: fc.boolean(),
      f: fc.float(),
      d: fc.double(),
      n: fc
        .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
        .map((n) => (Number.isSafeInteger(Number(n)) ? Number(n) : n)),
      blob: fc.uint8Array(),
      t: fc.array(fc.integer({ min: -1e9, max: 1e10 }).map((seconds) => new Date(seconds * 1000))),
      child: fc.option(tie("value"), { nil: undefined, maxDepth: 2 }),
      children: fc.dictionary(fc.string(), fc.option(tie("value"), { nil: undefined, maxDepth: 2 }), { maxKeys: 2 }),
    },
    { requiredKeys: [] },
  ),
})).value;
const parseAll = (bytes: Uint8Array): unknown => parseCbor(bytes, readSchema(all), { bigint: true, inexact: false });

test("what is written reads back", () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(parseAll(encodeCbor(readSchema(all), value))).toEqual(value);
    }),
  );
});

test("no bytes make anything but a value or an error of the response", () => {
  const broken = fc.tuple(values, fc.nat(), fc.nat(255)).map(([value, at, put]) => {
    const bytes = encodeCbor(readSchema(all), value);
    bytes[at % bytes.length] = put;
    return bytes.subarray(0, put % 3 === 0 ? at % bytes.length : bytes.length);
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), broken), (bytes) => {
      try {
        parseAll(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(ResponseParserError);
      }
    }),
    { numRuns: 200 },
  );
});
