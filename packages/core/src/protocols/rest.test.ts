import { describe, expect, test } from "vitest";
import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import { ParamValidationError } from "../errors/call.js";
import {
  BOOLEAN,
  DOUBLE,
  HEADER,
  HEADERS,
  INTEGER,
  type MemberCode,
  PAYLOAD,
  QUERYSTRING,
  type Schema,
  STREAMING,
  STRING,
  URI,
} from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { blob$ } from "./blob.js";
import { jsonValue$ } from "./json-value.js";
import type { SerializedRequest } from "./protocol.js";
import { type RestBodyFormat, serializeRest } from "./rest.js";
import { iso8601$, timestamp$, unixTimestamp$ } from "./timestamp.js";

const service = { id: "test", apiVersion: "2020-01-01" };
const date = new Date("2021-03-04T05:06:07.500Z");

/** Writes bodies as JSON with a note on what it was asked to write. */
const format: RestBodyFormat = {
  write: (value, _schema, member) => toUtf8(`${member?.name ?? "all"}:${JSON.stringify(value)}`),
  empty: () => toUtf8("nothing"),
  contentType: "text/test",
};

function serialize(uri: string, schema: Schema, input: Record<string, unknown>): SerializedRequest {
  const operation: OperationDescriptor = { name: "Op", http: ["PUT", uri], input: schema };
  return serializeRest(operation, input, service, format);
}

describe("URI", () => {
  const label = (type: MemberCode): Schema => ({ Label: ["t", type as number, URI, "label"] });

  test.each<[rule: string, uri: string, type: MemberCode, value: unknown, path: string]>([
    [
      "all but unreserved characters are encoded",
      "/a/{label}",
      STRING,
      "x/y z+ü~'()*!",
      "/a/x%2Fy%20z%2B%C3%BC~%27%28%29%2A%21",
    ],
    ["a greedy label keeps slashes", "/{label+}", STRING, "/x//y ?", "//x//y%20%3F"],
    ["an empty label is kept", "/{label}/b", STRING, "", "//b"],
    ["numbers", "/{label}", INTEGER, 12, "/12"],
    ["booleans", "/{label}", BOOLEAN, false, "/false"],
    ["doubles", "/{label}", DOUBLE, 1.5, "/1.5"],
    ["timestamps are ISO 8601 by default", "/{label}", timestamp$, new Date(0), "/1970-01-01T00%3A00%3A00Z"],
    ["timestamps in the model's format", "/{label}", unixTimestamp$, date, "/1614834367"],
    ["the query of the URI stays", "/{label}?versions", STRING, "x", "/x?versions"],
  ])("%s", (_, uri, type, value, path) => {
    expect(serialize(uri, label(type), { Label: value }).path).toBe(path);
  });

  test("a missing label is named", () => {
    expect(() => serialize("/{label}", label(STRING), {})).toThrow(ParamValidationError);
    expect(() => serialize("/{label}", label(STRING), {})).toThrow('"Label"');
  });
});

describe("query", () => {
  test.each<[rule: string, type: MemberCode, value: unknown, query: [string, string][]]>([
    ["strings, not yet encoded", STRING, "a b", [["q", "a b"]]],
    ["booleans", BOOLEAN, true, [["q", "true"]]],
    ["infinities", DOUBLE, Number.NEGATIVE_INFINITY, [["q", "-Infinity"]]],
    ["timestamps are ISO 8601 by default", timestamp$, date, [["q", "2021-03-04T05:06:07.500000Z"]]],
    [
      "lists repeat the name",
      ["l", STRING],
      ["x", "y"],
      [
        ["q", "x"],
        ["q", "y"],
      ],
    ],
    ["lists of timestamps", ["l", unixTimestamp$], [date], [["q", "1614834367"]]],
    [
      "maps are merged in under their own names",
      ["m", STRING],
      { x: "1", y: "2" },
      [
        ["x", "1"],
        ["y", "2"],
      ],
    ],
    [
      "maps of lists repeat their names",
      ["m", ["l", STRING]],
      { x: ["1", "2"] },
      [
        ["x", "1"],
        ["x", "2"],
      ],
    ],
    ["undefined and null are left out", STRING, null, []],
  ])("%s", (_, type, value, query) => {
    expect(serialize("/", { Q: ["t", type as number, QUERYSTRING, "q"] }, { Q: value }).query).toEqual(query);
  });

  test("a bound member wins over a map", () => {
    const schema: Schema = {
      Map: ["t", ["m", STRING], QUERYSTRING],
      Bound: ["t", STRING, QUERYSTRING, "x"],
    };
    expect(serialize("/", schema, { Map: { x: "map", y: "map" }, Bound: "bound" }).query).toEqual([
      ["y", "map"],
      ["x", "bound"],
    ]);
    expect(serialize("/", schema, { Map: { x: "map" } }).query).toEqual([["x", "map"]]);
  });

  test("parameters stand in the caller's order", () => {
    const schema: Schema = { A: ["t", STRING, QUERYSTRING, "a"], B: ["t", STRING, QUERYSTRING, "b"] };
    expect(serialize("/", schema, { B: "1", A: "2" }).query.map(([name]) => name)).toEqual(["b", "a"]);
  });

  test("nothing but an empty list leaves its question mark", () => {
    const schema: Schema = { List: ["t", ["l", STRING], QUERYSTRING, "list"], A: ["t", STRING, QUERYSTRING, "a"] };
    expect(serialize("/x", schema, { List: [] }).path).toBe("/x?");
    expect(serialize("/x?y", schema, { List: [] }).path).toBe("/x?y&");
    expect(serialize("/x", schema, { List: [], A: "1" }).path).toBe("/x");
  });
});

describe("headers", () => {
  test.each<[rule: string, type: MemberCode, value: unknown, header: string | undefined]>([
    ["strings", STRING, "a, b", "a, b"],
    ["booleans", BOOLEAN, true, "true"],
    ["numbers", INTEGER, 5, "5"],
    ["timestamps are RFC 822 by default", timestamp$, date, "Thu, 04 Mar 2021 05:06:07 GMT"],
    ["timestamps in the model's format, cut to seconds", iso8601$, date, "2021-03-04T05:06:07Z"],
    ["lists are joined", ["l", STRING], ["a", "b"], "a,b"],
    ["items with commas or quotes are quoted", ["l", STRING], ["a,b", 'say "hi"', "c"], '"a,b","say \\"hi\\"",c'],
    ["lists of numbers", ["l", INTEGER], [1, 2], "1,2"],
    ["an empty list is left out", ["l", STRING], [], undefined],
    ["an empty string is sent", STRING, "", ""],
    ["JSON values are base64", jsonValue$, { a: [1, "é"] }, "eyJhIjpbMSwiw6kiXX0="],
    ["undefined is left out", STRING, undefined, undefined],
  ])("%s", (_, type, value, header) => {
    expect(serialize("/", { H: ["t", type as number, HEADER, "X-Header"] }, { H: value }).headers["X-Header"]).toBe(
      header,
    );
  });

  test("a map with a prefix gives one header per entry, as it stands", () => {
    const schema: Schema = { Meta: ["t", ["m", STRING], HEADERS, "x-meta-"] };
    expect(serialize("/", schema, { Meta: { Key: "V", "": "empty", gone: undefined } }).headers).toEqual({
      "x-meta-Key": "V",
      "x-meta-": "empty",
    });
  });
});

describe("body", () => {
  const text = ({ body }: SerializedRequest): unknown => (body instanceof Uint8Array ? fromUtf8(body) : body);

  test("holds the members without another place, in the caller's order", () => {
    const schema: Schema = { A: STRING, H: ["t", STRING, HEADER, "h"], B: STRING };
    const request = serialize("/", schema, { B: "2", H: "x", A: "1", C: undefined });
    expect(text(request)).toBe('all:{"B":"2","A":"1"}');
    expect(request.headers).toEqual({ h: "x", "Content-Type": "text/test" });
  });

  test("is the format's empty one when members could be there and are not", () => {
    expect(text(serialize("/", { A: STRING }, {}))).toBe("nothing");
    expect(text(serialize("/", { A: STRING }, { A: undefined }))).toBe("nothing");
  });

  test("is none, without content type, when every member has another place", () => {
    const request = serialize("/", { H: ["t", STRING, HEADER, "h"] }, { H: "x" });
    expect(request).toMatchObject({ body: undefined, headers: { h: "x" } });
  });

  test("is the payload member alone", () => {
    const schema: Schema = { Payload: ["t", { A: STRING }, PAYLOAD], H: ["t", STRING, HEADER, "h"] };
    expect(text(serialize("/", schema, { Payload: { A: "1" }, H: "x" }))).toBe('Payload:{"A":"1"}');
    expect(text(serialize("/", schema, { H: "x" }))).toBe("nothing");
  });

  test("is a string or blob payload as it is, without content type", () => {
    const schema: Schema = { Payload: ["t", blob$, PAYLOAD | STREAMING] };
    expect(serialize("/", schema, { Payload: "ü" })).toMatchObject({ body: toUtf8("ü"), headers: {} });
    expect(serialize("/", schema, { Payload: new Uint16Array([257]) }).body).toEqual(Uint8Array.of(1, 1));
    const stream = new Blob(["x"]);
    expect(serialize("/", schema, { Payload: stream }).body).toBe(stream);
    expect(serialize("/", schema, {}).body).toBeUndefined();
    expect(text(serialize("/", { Payload: ["t", STRING, PAYLOAD] }, { Payload: "ü" }))).toBe("ü");
  });

  test("keeps a content type that a member sets", () => {
    const schema: Schema = { A: STRING, Type: ["t", STRING, HEADER, "content-type"] };
    expect(serialize("/", schema, { A: "1", Type: "text/own" }).headers).toEqual({ "content-type": "text/own" });
  });

  test("of an event stream is left to the caller", () => {
    const schema: Schema = { Events: ["t", { $: { eventStream: 1 }, A: { B: STRING } }, PAYLOAD] };
    expect(serialize("/", schema, { Events: (async function* () {})() })).toMatchObject({
      body: undefined,
      headers: { "Content-Type": "application/vnd.amazon.eventstream" },
    });
  });
});

test("an operation without input sends its URI alone", () => {
  const operation: OperationDescriptor = { name: "Op", http: ["GET", "/x?y"] };
  expect(serializeRest(operation, {}, service, format)).toEqual({
    method: "GET",
    path: "/x?y",
    query: [],
    headers: {},
    body: undefined,
  });
});
