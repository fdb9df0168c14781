import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOOLEAN, DOUBLE, INTEGER, LONG, type MemberCode, type Schema, STRING } from "../../schema/codes.js";
import { readSchema } from "../../schema/read.js";
import { blob$ } from "../blob.js";
import { document$ } from "../document.js";
import { iso8601$, rfc822$, timestamp$ } from "../timestamp.js";
import { stringifyJson } from "./stringify.js";

const date = new Date("2021-03-04T05:06:07.500Z");

describe("a member", () => {
  test.each<[rule: string, type: MemberCode, value: unknown, json: string]>([
    ["strings as JSON.stringify prints them", STRING, 'a"\u2028\ud800é', '"a\\"\u2028\\ud800é"'],
    ["booleans", BOOLEAN, false, "false"],
    ["integers", INTEGER, -5, "-5"],
    ["negative zero as JSON.stringify prints it", DOUBLE, -0, "0"],
    ["doubles", DOUBLE, 1e21, "1e+21"],
    ["NaN is a string", DOUBLE, Number.NaN, '"NaN"'],
    ["infinities are strings", DOUBLE, Number.NEGATIVE_INFINITY, '"-Infinity"'],
    ["longs as numbers", LONG, 5, "5"],
    ["longs as bigints that a number holds", LONG, 5n, "5"],
    ["longs as bigints that no number holds", LONG, 9223372036854775807n, "9223372036854775807"],
    ["timestamps are epoch seconds", timestamp$, date, "1614834367"],
    ["timestamps in ISO 8601", iso8601$, date, '"2021-03-04T05:06:07.500000Z"'],
    ["timestamps in RFC 822", rfc822$, date, '"Thu, 04 Mar 2021 05:06:07 GMT"'],
    ["blobs are base64", blob$, Uint8Array.of(1, 2, 255), '"AQL/"'],
    ["strings in blobs are UTF-8", blob$, "é", '"w6k="'],
    ["array buffers in blobs", blob$, Uint8Array.of(1, 2).buffer, '"AQI="'],
    ["views in blobs count from their own start", blob$, new DataView(Uint8Array.of(1, 2, 3).buffer, 1, 2), '"AgM="'],
    ["documents as they are", document$, { a: [null, { b: 1 }], c: "x" }, '{"a":[null,{"b":1}],"c":"x"}'],
    [
      "documents with bigints",
      document$,
      { a: 9007199254740993n, gone: undefined, b: [undefined] },
      '{"a":9007199254740993,"b":[null]}',
    ],
    ["lists that need no change", ["l", STRING], ["a", "b"], '["a","b"]'],
    ["lists that do", ["l", timestamp$], [date, 5], "[1614834367,5]"],
    ["null items of lists", ["l", timestamp$], [null, date], "[null,1614834367]"],
    ["maps", ["m", blob$], { a: "x", b: undefined }, '{"a":"eA=="}'],
    ["empty ones", ["m", blob$], {}, "{}"],
    [
      "keys like those of Object's prototype",
      ["m", blob$],
      JSON.parse('{"__proto__":"x","constructor":"y"}'),
      '{"__proto__":"eA==","constructor":"eQ=="}',
    ],
    ["lists of structures that need no change", ["l", { A: STRING }], [{ A: "x" }], '[{"A":"x"}]'],
  ])("%s", (_, type, value, json) => {
    expect(stringifyJson(readSchema({ M: type }), { M: value })).toBe(`{"M":${json}}`);
  });

  test("undefined is left out", () => {
    expect(stringifyJson(readSchema({ A: timestamp$, B: STRING }), { A: undefined, B: undefined })).toBe("{}");
  });

  test("goes by its name on the wire", () => {
    const schema: Schema = { A: ["t", STRING, 0, "a-wire"], B: timestamp$, C: ["t", STRING, 0, "c-wire"] };
    expect(stringifyJson(readSchema(schema), { C: "3", B: date, A: "1" })).toBe(
      '{"c-wire":"3","B":1614834367,"a-wire":"1"}',
    );
  });

  test("that is not modelled is sent as it is", () => {
    expect(stringifyJson(readSchema({ A: timestamp$ }), { New: { a: 1 }, A: date })).toBe(
      '{"New":{"a":1},"A":1614834367}',
    );
  });
});

test("milliseconds, where the service takes them", () => {
  expect(stringifyJson(readSchema({ A: timestamp$, B: iso8601$ }), { A: date, B: date }, true)).toBe(
    '{"A":1614834367.5,"B":"2021-03-04T05:06:07.500Z"}',
  );
});

test("recursive structures", () => {
  const node: Schema = { At: timestamp$, Children: ["l", () => node], ByName: ["m", () => node] };
  expect(stringifyJson(readSchema(node), { Children: [{ At: date }], ByName: { a: { Children: [{ At: 1 }] } } })).toBe(
    '{"Children":[{"At":1614834367}],"ByName":{"a":{"Children":[{"At":1}]}}}',
  );
});

test("the input stays as it was", () => {
  const schema: Schema = { L: ["l", blob$], M: ["m", { At: timestamp$ }], R: ["t", STRING, 0, "r"] };
  const input = { L: [Uint8Array.of(1)], M: { a: { At: date } }, R: "x" };
  const copy = structuredClone(input);
  stringifyJson(readSchema(schema), input);
  expect(input).toEqual(copy);
});

test("any value of plain types is printed as JSON.stringify prints it", () => {
  const node: Schema = {
    s: STRING,
    b: BOOLEAN,
    d: DOUBLE,
    n: LONG,
    l: ["l", ["m", STRING]],
    doc: document$,
    child: () => node,
    children: ["m", () => node],
  };
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.record(
      {
        s: fc.string({ unit: "binary" }),
        b: fc.boolean(),
        d: fc.double({ noDefaultInfinity: true, noNaN: true }),
        n: fc.maxSafeInteger(),
        l: fc.array(fc.dictionary(fc.string(), fc.string())),
        doc: fc.jsonValue(),
        child: fc.option(tie("value"), { nil: undefined, maxDepth: 2 }),
        children: fc.dictionary(fc.string(), fc.option(tie("value"), { nil: undefined, maxDepth: 2 }), { maxKeys: 2 }),
      },
      { requiredKeys: [] },
    ),
  }));
  fc.assert(
    fc.property(value, (input) => {
      expect(stringifyJson(readSchema(node), input)).toBe(JSON.stringify(input));
    }),
  );
});
