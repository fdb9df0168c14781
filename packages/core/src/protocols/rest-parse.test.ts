import { describe, expect, test } from "vitest";
import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import { ResponseParserError } from "../errors/parser.js";
import {
  BOOLEAN,
  DOUBLE,
  HEADER,
  HEADERS,
  INTEGER,
  type MemberCode,
  PAYLOAD,
  type Schema,
  STATUS_CODE,
  STREAMING,
  STRING,
} from "../schema/codes.js";
import { readSchema } from "../schema/read.js";
import { blob$ } from "./blob.js";
import { jsonValue$ } from "./json-value.js";
import type { ParsableResponse } from "./protocol.js";
import { parseRest, readRequestId } from "./rest-parse.js";
import { timestamp$ } from "./timestamp.js";
import { union$ } from "./union.js";

const reading = { bigint: false, inexact: false };

function parse(schema: Schema, response: Partial<ParsableResponse>): unknown {
  const whole = { status: 200, headers: {}, body: new Uint8Array(), ...response };
  return parseRest(readSchema(schema), whole, (body) => JSON.parse(fromUtf8(body)), reading);
}

describe("headers", () => {
  test.each<[rule: string, type: MemberCode, text: string, value: unknown]>([
    ["strings", STRING, " a ", " a "],
    ["booleans", BOOLEAN, "True", true],
    ["anything else is false", BOOLEAN, "1", false],
    ["integers", INTEGER, "5", 5],
    ["doubles", DOUBLE, "-Infinity", Number.NEGATIVE_INFINITY],
    ["timestamps in any format", timestamp$, "1614834367", new Date(1614834367000)],
    ["JSON values", jsonValue$, "eyJhIjoiw6kifQ==", { a: "é" }],
    ["blobs", blob$, "AQI=", Uint8Array.of(1, 2)],
    ["lists are split and trimmed", ["l", STRING], "a, b,c", ["a", "b", "c"]],
    ["quoted items", ["l", STRING], '"b,c", "\\"def\\"", a', ["b,c", '"def"', "a"]],
    ["lists of numbers", ["l", INTEGER], "1, 2", [1, 2]],
    [
      "lists of dates, which hold commas",
      ["l", timestamp$],
      "Thu, 04 Mar 2021 05:06:07 GMT, Fri, 05 Mar 2021 05:06:07 GMT",
      [new Date("2021-03-04T05:06:07Z"), new Date("2021-03-05T05:06:07Z")],
    ],
  ])("%s", (_, type, text, value) => {
    const schema: Schema = { H: ["t", type as number, HEADER, "X-Header"] };
    expect(parse(schema, { headers: { "x-header": text } })).toEqual({ H: value });
  });

  test("an absent header gives no member", () => {
    expect(parse({ H: ["t", STRING, HEADER, "h"] }, {})).toEqual({});
  });

  test.each([
    [INTEGER, "five"],
    [DOUBLE, "five"],
    [timestamp$, "soon"],
    [jsonValue$, "e30x"],
  ])("a header that does not fit its type is an error of the response", (type, text) => {
    const schema: Schema = { H: ["t", type, HEADER, "h"] };
    expect(() => parse(schema, { headers: { h: text } })).toThrow(ResponseParserError);
  });

  test("a prefix collects its headers, without it, and may find none", () => {
    const schema: Schema = { Meta: ["t", ["m", STRING], HEADERS, "X-Meta-"] };
    const headers = { "x-meta-key": "1", "x-meta-__proto__": "2", other: "3" };
    expect(Object.entries((parse(schema, { headers }) as { Meta: object }).Meta)).toEqual([
      ["key", "1"],
      ["__proto__", "2"],
    ]);
    expect(parse(schema, {})).toEqual({ Meta: {} });
  });

  test("an empty prefix collects all", () => {
    expect(parse({ All: ["t", ["m", STRING], HEADERS] }, { headers: { a: "1" } })).toEqual({ All: { a: "1" } });
  });
});

test("the status is a member", () => {
  expect(parse({ Status: ["t", INTEGER, STATUS_CODE] }, { status: 202 })).toEqual({ Status: 202 });
});

describe("body", () => {
  test("holds the members without another place", () => {
    const schema: Schema = { A: STRING, H: ["t", STRING, HEADER, "h"] };
    expect(parse(schema, { headers: { h: "x" }, body: toUtf8('{"A":"1"}') })).toEqual({ A: "1", H: "x" });
  });

  test("is not read where no member belongs to it", () => {
    expect(parse({ H: ["t", STRING, HEADER, "h"] }, { headers: { h: "x" }, body: toUtf8("not JSON") })).toEqual({
      H: "x",
    });
  });

  test("is the payload member", () => {
    expect(parse({ P: ["t", { A: STRING }, PAYLOAD] }, { body: toUtf8('{"A":"1"}') })).toEqual({ P: { A: "1" } });
    expect(parse({ P: ["t", STRING, PAYLOAD] }, { body: toUtf8("ü") })).toEqual({ P: "ü" });
  });

  test("is left to the call where it is a stream", () => {
    expect(parse({ P: ["t", blob$, PAYLOAD] }, { body: toUtf8("x") })).toEqual({});
    expect(parse({ P: ["t", blob$, PAYLOAD | STREAMING] }, { body: toUtf8("x") })).toEqual({});
    expect(parse({ P: ["t", { $: { eventStream: 1 }, A: {} }, PAYLOAD] }, {})).toEqual({});
  });

  test("of nothing leaves a union unset", () => {
    expect(parse({ P: ["t", { $: { union: union$ }, A: STRING }, PAYLOAD] }, {})).toEqual({});
  });

  test("may come by a parser that has to be loaded", async () => {
    const later = (schema: Schema): unknown =>
      parseRest(
        readSchema(schema),
        { status: 200, headers: { h: "x" }, body: new Uint8Array() },
        async () => ({ A: 1 }),
        reading,
      );
    const H: MemberCode = ["t", STRING, HEADER, "h"];
    await expect(later({ H, A: INTEGER })).resolves.toEqual({ H: "x", A: 1 });
    await expect(later({ H, P: ["t", { A: INTEGER }, PAYLOAD] })).resolves.toEqual({ H: "x", P: { A: 1 } });
  });
});

test.each([
  [{ "x-amzn-requestid": "a", "x-amz-request-id": "b" }, "a"],
  [{ "x-amz-request-id": "b" }, "b"],
  [{}, undefined],
])("the request's id is in %j", (headers, id) => {
  expect(readRequestId({ status: 200, headers, body: new Uint8Array() })).toBe(id);
});
