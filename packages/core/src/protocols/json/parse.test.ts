import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../encoding/utf8.js";
import { ResponseParserError } from "../../errors/parser.js";
import { BOOLEAN, DOUBLE, INTEGER, LONG, type MemberCode, type Schema, STRING } from "../../schema/codes.js";
import { readSchema } from "../../schema/read.js";
import { blob$ } from "../blob.js";
import { document$ } from "../document.js";
import { iso8601$, timestamp$ } from "../timestamp.js";
import { union$ } from "../union.js";
import { parseJson } from "./parse.js";
import { stringifyJson } from "./stringify.js";

function parse(schema: Schema, json: string, bigint = false): Record<string, unknown> {
  return parseJson(toUtf8(json), readSchema(schema), { bigint, inexact: false }) as Record<string, unknown>;
}

describe("a member", () => {
  test.each<[rule: string, type: MemberCode, json: string, value: unknown]>([
    ["strings", STRING, '"a\\u00e9"', "aé"],
    ["booleans", BOOLEAN, "true", true],
    ["booleans as text", BOOLEAN, '"TRUE"', true],
    ["booleans as numbers", ["l", BOOLEAN], "[0,1]", [false, true]],
    ["integers", INTEGER, "5", 5],
    ["integers as text", INTEGER, '"5"', 5],
    ["integers with a fraction are cut", INTEGER, "5.7", 5],
    ["doubles", DOUBLE, "1.5e3", 1500],
    ["doubles as text", DOUBLE, '"-Infinity"', Number.NEGATIVE_INFINITY],
    ["NaN as text", DOUBLE, '"NaN"', Number.NaN],
    ["timestamps as epoch seconds", iso8601$, "1614834367.5", new Date("2021-03-04T05:06:07.500Z")],
    ["timestamps as text", timestamp$, '"2021-03-04T05:06:07Z"', new Date("2021-03-04T05:06:07Z")],
    ["blobs", blob$, '"AQL/"', Uint8Array.of(1, 2, 255)],
    ["documents keep their nulls", document$, '{"a":[null],"b":null}', { a: [null], b: null }],
    ["lists keep their nulls", ["l", timestamp$], "[null,1]", [null, new Date(1000)]],
    ["maps keep their nulls", ["m", timestamp$], '{"a":null,"b":1}', { a: null, b: new Date(1000) }],
    ["structures", { A: STRING, T: timestamp$ }, '{"A":"x","T":1}', { A: "x", T: new Date(1000) }],
    ["of duplicate keys the last wins", ["m", STRING], '{"a":"1","a":"2"}', { a: "2" }],
  ])("%s", (_, type, json, value) => {
    expect(parse({ M: type }, `{"M":${json}}`)).toEqual({ M: value });
  });

  test("that is null is absent", () => {
    expect(parse({ A: STRING, B: ["l", STRING], C: timestamp$ }, '{"A":null,"B":null,"C":null}')).toEqual({});
  });

  test("that is not modelled is ignored", () => {
    expect(parse({ A: STRING, B: STRING }, '{"A":"1","New":{"x":1},"B":"2","__proto__":{"y":1}}')).toEqual({
      A: "1",
      B: "2",
    });
  });

  test("comes by its name on the wire", () => {
    expect(parse({ A: ["t", STRING, 0, "a-wire"], B: STRING }, '{"a-wire":"1","A":"2","B":"3"}')).toEqual({
      A: "1",
      B: "3",
    });
  });
});

test.each(["__proto__", "constructor", "toString"])("%s is a key like any other", (key) => {
  const body = `{"M":{"${key}":"AQ=="},"D":{"${key}":{"x":1}},"L":[{"${key}":1}]}`;
  const output = parse({ M: ["m", blob$], D: document$, L: ["l", { A: STRING }] }, body);
  expect(Object.entries(output["M"] as object)).toEqual([[key, Uint8Array.of(1)]]);
  expect(Object.entries(output["D"] as object)).toEqual([[key, { x: 1 }]]);
  expect(output["L"]).toEqual([{}]);
  expect(Object.getPrototypeOf(output["M"])).toBe(Object.prototype);
});

describe("a union", () => {
  const schema: Schema = { U: { $: { union: union$ }, A: STRING, T: ["t", timestamp$, 0, "t"] } };

  test.each([
    ["a known member", '{"t":1}', { T: new Date(1000) }],
    ["__type and nulls do not count", '{"__type":"x","A":"1","t":null}', { A: "1" }],
    ["an unknown member is given with its name", '{"New":{"x":1}}', { $unknown: ["New", { x: 1 }] }],
  ])("%s", (_, json, value) => {
    expect(parse(schema, `{"U":${json}}`)).toEqual({ U: value });
  });

  test.each(["{}", '{"A":"1","t":1}', '{"A":null}'])("%s has not exactly one member", (json) => {
    expect(() => parse(schema, `{"U":${json}}`)).toThrow(ResponseParserError);
  });
});

describe("integers that no number holds", () => {
  const schema: Schema = { L: LONG, I: INTEGER, D: DOUBLE, S: STRING, Doc: document$, T: timestamp$ };

  test("are the nearest number, and told", () => {
    const reading = { bigint: false, inexact: false };
    const body = toUtf8('{"L":9007199254740993}');
    expect(parseJson(body, readSchema(schema), reading)).toEqual({ L: 9007199254740992 });
    expect(reading.inexact).toBe(true);
  });

  test("are told in documents too", () => {
    const reading = { bigint: false, inexact: false };
    parseJson(toUtf8('{"Doc":[{"a":9007199254740993}]}'), readSchema(schema), reading);
    expect(reading.inexact).toBe(true);
  });

  test("are bigints where these are asked for", () => {
    const body = '{"L":-9223372036854775808,"I":12345678901234567,"Doc":{"a":[9007199254740993]}}';
    expect(parse(schema, body, true)).toEqual({
      L: -9223372036854775808n,
      I: 12345678901234567n,
      Doc: { a: [9007199254740993n] },
    });
  });

  test("stay numbers in doubles and timestamps, and digits in strings stay text", () => {
    const body = '{"L":5,"D":12345678901234567,"S":"12345678901234567","T":1e9,"Doc":1234567890.1234567890}';
    expect(parse(schema, body, true)).toEqual({
      L: 5,
      D: 12345678901234568,
      S: "12345678901234567",
      T: new Date(1e12),
      Doc: 1234567890.1234567,
    });
  });
});

test.each([
  ["an empty body", ""],
  ["null", "null"],
  ["an empty object", "{}"],
])("%s reads as no members", (_, body) => {
  expect(parse({ A: STRING }, body)).toEqual({});
});

test.each([
  ["what is not JSON", "<html>"],
  ["JSON that breaks off", '{"A":'],
  ["a list for the whole", "[]"],
  ["a number for the whole", "5"],
  ["text for a list", '{"L":"x"}'],
  ["a list for a map", '{"M":[]}'],
  ["text for a structure", '{"S":"x"}'],
  ["a list for a structure", '{"S":[]}'],
  ["a number for a blob", '{"B":5}'],
  ["an object for a blob", '{"B":{}}'],
  ["text for an integer", '{"I":"five"}'],
  ["text for a double", '{"D":"five"}'],
  ["an object for a timestamp", '{"T":{}}'],
  ["null for an item that is a structure, deeper down", '{"L":[{"A":5}, 5]}'],
])("%s is an error of the response", (_, body) => {
  const schema: Schema = {
    L: ["l", { A: STRING }],
    M: ["m", STRING],
    S: { A: STRING },
    B: blob$,
    I: INTEGER,
    D: DOUBLE,
    T: timestamp$,
  };
  for (const bigint of [false, true]) expect(() => parse(schema, body, bigint)).toThrow(ResponseParserError);
});

test("nesting deeper than the stack is an error of the response", () => {
  const node: Schema = { L: ["l", () => node], D: document$ };
  const depth = 100_000;
  expect(() => parse(node, `${'{"L":['.repeat(depth)}${"]}".repeat(depth)}`)).toThrow(ResponseParserError);
  expect(() => parse(node, `{"D":${"[".repeat(depth)}${"]".repeat(depth)}}`)).toThrow(ResponseParserError);
});

const all: Schema = {
  s: STRING,
  b: BOOLEAN,
  d: DOUBLE,
  n: LONG,
  blob: ["t", blob$, 0, "wire-blob"],
  t: ["l", timestamp$],
  doc: document$,
  child: () => all,
  children: ["m", () => all],
};

/** A double like 2^60 is printed as an integer, which then reads as one. */
function withoutLargeIntegers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, item: unknown) =>
    typeof item === "number" ? (item % 2 ** 53) + 0 : item,
  );
}

const values = fc.letrec<{ value: Record<string, unknown> }>((tie) => ({
  value: fc.record(
    {
      s: fc.string({ unit: "grapheme" }),
      b: fc.boolean(),
      d: fc.double().map((value) => value + 0),
      n: fc
        .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
        .map((value) =>
          BigInt(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : value,
        ),
      blob: fc.uint8Array(),
      t: fc.array(fc.integer({ min: -1e9, max: 1e10 }).map((seconds) => new Date(seconds * 1000))),
      doc: fc.dictionary(fc.string(), fc.jsonValue().map(withoutLargeIntegers)),
      child: fc.option(tie("value"), { nil: undefined, maxDepth: 2 }),
      children: fc.dictionary(fc.string(), fc.option(tie("value"), { nil: undefined, maxDepth: 2 }), { maxKeys: 2 }),
    },
    { requiredKeys: [] },
  ),
})).value;

test("what is written reads back", () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(parse(all, stringifyJson(readSchema(all), value), true)).toEqual(value);
    }),
  );
});

test("no text makes anything but an output or an error of the response", () => {
  const broken = fc
    .tuple(values, fc.nat(), fc.constantFrom("", "{", "]", '"', "null", "5", "[]", "\\"))
    .map(([value, at, put]) => {
      const text = stringifyJson(readSchema(all), value);
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + 1);
    });
  fc.assert(
    fc.property(broken, fc.boolean(), (text, bigint) => {
      try {
        expect(parse(all, text, bigint)).toBeTypeOf("object");
      } catch (error) {
        expect(error).toBeInstanceOf(ResponseParserError);
      }
    }),
    { numRuns: 200 },
  );
});
