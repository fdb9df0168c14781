import { describe, expect, test } from "vitest";
import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import { ResponseParserError } from "../errors/parser.js";
import { HEADER, LONG, PAYLOAD, type Schema, STRING, URI } from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { blob$ } from "./blob.js";
import { document$ } from "./document.js";
import { reportInexact } from "./inexact.js";
import type { ParsedError, ParsedOutput, SerializedRequest } from "./protocol.js";
import { restJson } from "./rest-json.js";
import { timestamp$ } from "./timestamp.js";

const service = { id: "test", apiVersion: "2020-01-01" };
const date = new Date("2021-03-04T05:06:07Z");

function serialize(input: Schema, value: Record<string, unknown>): SerializedRequest {
  return restJson.serialize({ name: "Op", http: ["POST", "/"], input }, value, service);
}

function bodyOf({ body }: SerializedRequest): string | undefined {
  return body === undefined ? undefined : fromUtf8(body as Uint8Array);
}

describe("a request's body", () => {
  test.each<[rule: string, input: Schema, value: Record<string, unknown>, body: string | undefined]>([
    [
      "holds the members that have no other place",
      { A: STRING, H: ["t", STRING, HEADER, "h"] },
      { H: "1", A: "2" },
      '{"A":"2"}',
    ],
    ["timestamps are epoch seconds there", { T: timestamp$ }, { T: date }, '{"T":1614834367}'],
    ["members by their names on the wire", { A: ["t", STRING, 0, "a"] }, { A: "1" }, '{"a":"1"}'],
    ["without members is an empty object, where some could be", { A: STRING }, {}, "{}"],
    ["is none, where none could be", { H: ["t", STRING, HEADER, "h"] }, { H: "1" }, undefined],
    ["is none, where the input has no members at all", {}, {}, undefined],
    ["is the payload structure", { P: ["t", { A: STRING }, PAYLOAD] }, { P: { A: "1" } }, '{"A":"1"}'],
    ["is an empty object where the payload is absent", { P: ["t", { A: STRING }, PAYLOAD] }, {}, "{}"],
    ["is a document payload", { P: ["t", document$, PAYLOAD] }, { P: ["x", 1] }, '["x",1]'],
    ["is a document payload that is a string", { P: ["t", document$, PAYLOAD] }, { P: "x" }, '"x"'],
    ["is a string payload as it is", { P: ["t", STRING, PAYLOAD] }, { P: "x" }, "x"],
    ["is a blob payload as it is", { P: ["t", blob$, PAYLOAD] }, { P: toUtf8("x") }, "x"],
    [
      "nested members stay in it, wherever the model puts them",
      { S: { H: ["t", STRING, HEADER, "h"] } },
      { S: { H: "1" } },
      '{"S":{"h":"1"}}',
    ],
  ])("%s", (_, input, value, body) => {
    const request = serialize(input, value);
    expect(bodyOf(request)).toBe(body);
    const structured = body !== undefined && body !== "x";
    expect(request.headers["Content-Type"]).toBe(structured ? "application/json" : undefined);
  });
});

test("URI, query and body go together", () => {
  const input: Schema = { Name: ["t", STRING, URI, "name"], A: STRING };
  const operation: OperationDescriptor = { name: "Op", http: ["PATCH", "/things/{name}"], input };
  expect(restJson.serialize(operation, { A: "1", Name: "a/b" }, service)).toEqual({
    method: "PATCH",
    path: "/things/a%2Fb",
    query: [],
    headers: { "Content-Type": "application/json" },
    body: toUtf8('{"A":"1"}'),
  });
});

describe("an output", () => {
  const parse = (output: Schema, body: string, headers: Record<string, string> = {}): ParsedOutput =>
    restJson.parse({ name: "Op", http: ["GET", "/"], output }, { status: 200, headers, body: toUtf8(body) }, service, {
      longs: "number",
    }) as ParsedOutput;

  test("joins headers and body", () => {
    const schema: Schema = { A: ["t", STRING, 0, "a"], H: ["t", LONG, HEADER, "h"] };
    expect(parse(schema, '{"a":"1"}', { h: "5", "x-amz-request-id": "id" })).toEqual({
      output: { A: "1", H: 5 },
      requestId: "id",
    });
  });

  test("is a payload structure or document", () => {
    expect(parse({ P: ["t", { T: timestamp$ }, PAYLOAD] }, '{"T":1}').output).toEqual({ P: { T: new Date(1000) } });
    expect(parse({ P: ["t", document$, PAYLOAD] }, '["x"]').output).toEqual({ P: ["x"] });
  });

  test("of a body that is not JSON is an error of the response", () => {
    expect(() => parse({ A: STRING }, "<html>")).toThrow(ResponseParserError);
  });

  test("tells of large integers in headers too", () => {
    const paths: string[] = [];
    restJson.parse(
      { name: "Op", http: ["GET", "/"], output: { H: ["t", LONG, HEADER, "h"] } },
      { status: 200, headers: { h: "9007199254740993" }, body: new Uint8Array() },
      service,
      { longs: "number", onInexact: (schema, output) => reportInexact(schema, output, (path) => paths.push(path)) },
    );
    expect(paths).toEqual(["H"]);
  });
});

describe("an error", () => {
  const parseError = (body: string, headers: Record<string, string> = {}): ParsedError =>
    restJson.parseError({ name: "Op", http: ["GET", "/"] }, { status: 404, headers, body: toUtf8(body) }, service, {
      longs: "number",
    }) as ParsedError;

  test.each<[rule: string, body: string, headers: Record<string, string>, code: string]>([
    ["the header names it", '{"code":"Bar","__type":"Baz"}', { "x-amzn-errortype": "FooError" }, "FooError"],
    ["the header is cut", "", { "x-amzn-errortype": "aws.test#FooError:http://x/" }, "FooError"],
    ["code goes before __type", '{"code":"FooError","__type":"Baz"}', {}, "FooError"],
    ["Code does too", '{"Code":"ns#FooError","__type":"Baz"}', {}, "FooError"],
    ["__type stands in", '{"__type":"FooError"}', {}, "FooError"],
    ["the status is the last resort", "", {}, "404"],
  ])("%s", (_, body, headers, code) => {
    expect(parseError(body, headers).error.Code).toBe(code);
  });

  test("x-amzn-query-error does not replace the code that a header states", () => {
    const headers = { "x-amzn-errortype": "FooError", "x-amzn-query-error": "AWS.Foo;Sender" };
    expect(parseError('{"__type":"Bar"}', headers).error).toMatchObject({
      Code: "FooError",
      QueryErrorCode: "Bar",
      Type: "Sender",
    });
  });

  test("gives its members from headers and body", () => {
    const parsed = parseError('{"message":"m","Extra":1}', { "x-amzn-errortype": "FooError", "retry-after": "7" });
    const schema: Schema = { message: STRING, RetryAfter: ["t", LONG, HEADER, "Retry-After"] };
    expect(parsed.members(readSchema(schema))).toEqual({ message: "m", RetryAfter: 7 });
  });
});
