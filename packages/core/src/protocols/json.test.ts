import { describe, expect, test } from "vitest";
import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import { LONG, type Schema, STRING } from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { document$ } from "./document.js";
import { reportInexact } from "./inexact.js";
import { json } from "./json.js";
import type { ParsedError, ParsedOutput, ProtocolService } from "./protocol.js";
import { timestamp$ } from "./timestamp.js";

const service: ProtocolService = {
  id: "test",
  apiVersion: "2020-01-01",
  targetPrefix: "Test_2020",
  jsonVersion: "1.1",
};
const operation: OperationDescriptor = { name: "DoIt", http: ["POST", "/"], input: { A: STRING, At: timestamp$ } };

function parse(output: Schema | undefined, body: string, headers: Record<string, string> = {}): ParsedOutput {
  const descriptor = output === undefined ? { name: "DoIt", http: ["POST", "/"] as const } : { ...operation, output };
  return json.parse(descriptor, { status: 200, headers, body: toUtf8(body) }, service, {
    longs: "number",
  }) as ParsedOutput;
}

function parseError(body: string, headers: Record<string, string> = {}, status = 400): ParsedError {
  return json.parseError(operation, { status, headers, body: toUtf8(body) }, service, {
    longs: "number",
  }) as ParsedError;
}

describe("a request", () => {
  test("is posted to / with the operation in a header", () => {
    const request = json.serialize(operation, { At: new Date(5000), A: "x" }, service);
    expect(request).toMatchObject({ method: "POST", path: "/", query: [] });
    expect(request.headers).toEqual({
      "X-Amz-Target": "Test_2020.DoIt",
      "Content-Type": "application/x-amz-json-1.1",
    });
    expect(fromUtf8(request.body as Uint8Array)).toBe('{"At":5,"A":"x"}');
    expect(request.hostPrefix).toBeUndefined();
  });

  test("without input has an empty object", () => {
    const request = json.serialize({ name: "DoIt", http: ["POST", "/"] }, {}, service);
    expect(fromUtf8(request.body as Uint8Array)).toBe("{}");
  });

  test("says so where the service once spoke query", () => {
    const { headers } = json.serialize(operation, {}, { ...service, queryCompatible: true });
    expect(headers["x-amzn-query-mode"]).toBe("true");
  });

  test("has milliseconds where the service takes them", () => {
    const { body } = json.serialize(operation, { At: new Date(5250) }, { ...service, millisecondTimestamps: true });
    expect(fromUtf8(body as Uint8Array)).toBe('{"At":5.25}');
  });
});

describe("an output", () => {
  test("has its members and the request's id", () => {
    expect(parse({ A: STRING }, '{"A":"x"}', { "x-amzn-requestid": "id" })).toEqual({
      output: { A: "x" },
      requestId: "id",
    });
  });

  test("of nothing is empty, whatever the body", () => {
    expect(parse(undefined, "ignored").output).toEqual({});
  });

  test("with an event stream is left to that", () => {
    expect(parse({ Events: { $: { eventStream: 1 }, A: {} }, B: STRING }, "binary").output).toEqual({});
  });

  test("tells the paths of integers that no number holds", () => {
    const schema: Schema = { L: LONG, Deep: ["l", ["m", { Size: LONG }]], Doc: document$ };
    const body =
      '{"L":1,"Deep":[{},{"k":{"Size":9007199254740993}}],"Doc":{"a":[-9007199254740993,1e300,"9007199254740993"]}}';
    const paths: string[] = [];
    json.parse({ ...operation, output: schema }, { status: 200, headers: {}, body: toUtf8(body) }, service, {
      longs: "number",
      onInexact: (schema, output) => reportInexact(schema, output, (path) => paths.push(path)),
    });
    expect(paths).toEqual(["Deep[1].k.Size", "Doc.a[0]", "Doc.a[1]"]);
  });

  test("holds bigints, of which there is nothing to tell, where these are asked for", () => {
    const parsed = json.parse(
      { ...operation, output: { L: LONG } },
      { status: 200, headers: {}, body: toUtf8('{"L":9007199254740993}') },
      service,
      { longs: "bigint", onInexact: () => expect.unreachable() },
    );
    expect(parsed).toMatchObject({ output: { L: 9007199254740993n } });
  });
});

describe("an error", () => {
  test.each<[rule: string, body: string, headers: Record<string, string>, code: string, message: string]>([
    ["__type names it", '{"__type":"FooError","message":"m"}', {}, "FooError", "m"],
    ["a namespace is cut", '{"__type":"aws.test#FooError","Message":"M"}', {}, "FooError", "M"],
    ["a URI is cut", '{"__type":"aws.test#FooError:http://x/#y"}', {}, "FooError", ""],
    ["message goes before Message", '{"__type":"F","Message":"M","message":"m"}', {}, "F", "m"],
    ["a null message is none", '{"__type":"F","message":null}', {}, "F", ""],
    ["__type goes before the header", '{"__type":"FooError"}', { "x-amzn-errortype": "Bar" }, "FooError", ""],
    ["the header stands in", "", { "x-amzn-errortype": "FooError:http://x" }, "FooError", ""],
    ["the body's code stands in", '{"code":"FooError"}', {}, "FooError", ""],
    ["the status is the last resort", "{}", {}, "400", ""],
    ["text that is not JSON is the message", "Service is down", {}, "400", "Service is down"],
    ["JSON that is no object is the message", '"down"', {}, "400", '"down"'],
    ["an empty body says nothing", "", {}, "400", ""],
  ])("%s", (_, body, headers, code, message) => {
    expect(parseError(body, headers).error).toEqual({ Code: code, Message: message });
  });

  test.each([
    ["an empty body", ""],
    ["blanks", " \r\n"],
    ["HTML", "\n<html><body>503</body></html>"],
  ])("with status 5xx and %s has the status for its code and its phrase for its message", (_, body) => {
    const parsed = parseError(body, { "x-amzn-requestid": "id" }, 503);
    expect(parsed).toMatchObject({ error: { Code: "503", Message: "Service Unavailable" }, requestId: "id" });
    expect(parsed.members(readSchema({ A: STRING }))).toEqual({});
  });

  test("with status 5xx and a body is read like others", () => {
    expect(parseError('{"__type":"FooError"}', {}, 500).error.Code).toBe("FooError");
    expect(parseError("", { "x-amzn-errortype": "FooError" }, 500).error.Code).toBe("FooError");
  });

  test.each([
    ["code and fault", "AWS.Foo;Sender", { Code: "AWS.Foo", Message: "", QueryErrorCode: "FooError", Type: "Sender" }],
    ["without a fault it does not count", "AWS.Foo", { Code: "FooError", Message: "" }],
    ["without a code it does not count", ";Sender", { Code: "FooError", Message: "" }],
    ["with more parts it does not count", "AWS.Foo;Sender;x", { Code: "FooError", Message: "" }],
  ])("x-amzn-query-error: %s", (_, header, error) => {
    expect(parseError('{"__type":"FooError"}', { "x-amzn-query-error": header }).error).toEqual(error);
  });

  test("gives its modelled members", () => {
    const parsed = parseError('{"__type":"F","message":"m","Size":5,"At":1}', { "x-amzn-requestid": "id" });
    expect(parsed.members(readSchema({ message: STRING, Size: LONG, At: timestamp$ }))).toEqual({
      message: "m",
      Size: 5,
      At: new Date(1000),
    });
    expect(parsed.requestId).toBe("id");
  });

  test("gives text that is not JSON as its message member", () => {
    expect(parseError("down").members(readSchema({ message: STRING }))).toEqual({ message: "down" });
  });

  test("keeps its code where a member does not fit the model", () => {
    const parsed = parseError('{"__type":"F","At":"soon"}');
    expect(parsed.error.Code).toBe("F");
    expect(parsed.members(readSchema({ At: timestamp$ }))).toEqual({});
  });
});
