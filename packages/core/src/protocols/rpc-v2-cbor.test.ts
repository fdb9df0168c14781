import { describe, expect, test } from "vitest";
import { toHex } from "../encoding/hex.js";
import { toUtf8 } from "../encoding/utf8.js";
import { LONG, STRING } from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { encodeCbor } from "./cbor/encode.js";
import { document$ } from "./document.js";
import { reportInexact } from "./inexact.js";
import type { ParsedError, ParsedOutput, ProtocolService } from "./protocol.js";
import { rpcV2Cbor } from "./rpc-v2-cbor.js";
import { timestamp$ } from "./timestamp.js";

const service: ProtocolService = { id: "test", apiVersion: "2020-01-01", targetPrefix: "TestService" };
const operation: OperationDescriptor = { name: "DoIt", http: ["POST", "/"], input: { A: STRING }, output: { L: LONG } };

const cbor = (value: Record<string, unknown>): Uint8Array =>
  encodeCbor(readSchema({ D: document$ }), { D: value }).subarray(3);

describe("a request", () => {
  test("names its operation in the path", () => {
    const request = rpcV2Cbor.serialize(operation, { A: "x" }, service);
    expect(request).toMatchObject({ method: "POST", path: "/service/TestService/operation/DoIt", query: [] });
    expect(request.headers).toEqual({
      "smithy-protocol": "rpc-v2-cbor",
      Accept: "application/cbor",
      "Content-Type": "application/cbor",
    });
    expect(toHex(request.body as Uint8Array)).toBe("a161416178");
  });

  test("without input has neither body nor content type", () => {
    const request = rpcV2Cbor.serialize({ name: "DoIt", http: ["POST", "/"] }, {}, service);
    expect(request.body).toBeUndefined();
    expect(request.headers).toEqual({ "smithy-protocol": "rpc-v2-cbor", Accept: "application/cbor" });
  });

  test("asks for an event stream where the output is one", () => {
    const output = { Events: { $: { eventStream: 1 as const }, A: {} } };
    expect(rpcV2Cbor.serialize({ ...operation, output }, {}, service).headers).toMatchObject({
      Accept: "application/vnd.amazon.eventstream",
      "Content-Type": "application/vnd.amazon.eventstream",
    });
  });

  test("says so where the service once spoke query", () => {
    const { headers } = rpcV2Cbor.serialize(operation, {}, { ...service, queryCompatible: true });
    expect(headers["x-amzn-query-mode"]).toBe("true");
  });
});

describe("an output", () => {
  test("has its members, the request's id, and tells of large integers", () => {
    const paths: string[] = [];
    const body = cbor({ L: 9007199254740993n, New: 1 });
    const response = { status: 200, headers: { "x-amzn-requestid": "id" }, body };
    const parsed = rpcV2Cbor.parse(operation, response, service, {
      longs: "number",
      onInexact: (schema, output) => reportInexact(schema, output, (path) => paths.push(path)),
    }) as ParsedOutput;
    expect(parsed).toEqual({ output: { L: 9007199254740992 }, requestId: "id" });
    expect(paths).toEqual(["L"]);
  });

  test("of nothing is empty", () => {
    const response = { status: 200, headers: {}, body: toUtf8("ignored") };
    expect(rpcV2Cbor.parse({ name: "DoIt", http: ["POST", "/"] }, response, service, { longs: "number" })).toEqual({
      output: {},
    });
  });
});

describe("an error", () => {
  const parseError = (body: Uint8Array, headers: Record<string, string> = {}, status = 400): ParsedError =>
    rpcV2Cbor.parseError(operation, { status, headers, body }, service, { longs: "number" }) as ParsedError;

  test("is named by __type and has a message and members", () => {
    const parsed = parseError(cbor({ __type: "aws.test#FooError", message: "m", At: 5 }), { "x-amzn-requestid": "id" });
    expect(parsed.error).toEqual({ Code: "FooError", Message: "m" });
    expect(parsed.members(readSchema({ At: timestamp$, message: STRING }))).toEqual({
      At: new Date(5000),
      message: "m",
    });
    expect(parsed.requestId).toBe("id");
  });

  test("keeps the code of the query protocol", () => {
    const parsed = parseError(cbor({ __type: "FooError" }), { "x-amzn-query-error": "AWS.Foo;Receiver" });
    expect(parsed.error).toEqual({ Code: "AWS.Foo", Message: "", QueryErrorCode: "FooError", Type: "Receiver" });
  });

  test.each([
    ["an empty body", new Uint8Array(), 400, "400", ""],
    ["no __type", cbor({ Message: "M" }), 400, "400", "M"],
    ["what is not CBOR", toUtf8("<html>"), 404, "404", "Not Found"],
    ["what is no map", Uint8Array.of(1), 404, "404", "Not Found"],
    ["an empty body and status 5xx", new Uint8Array(), 502, "502", "Bad Gateway"],
  ])("of %s has the status for its code", (_, body, status, Code, Message) => {
    expect(parseError(body, {}, status).error).toEqual({ Code, Message });
  });

  test("keeps its code where a member does not fit the model", () => {
    const parsed = parseError(cbor({ __type: "FooError", At: "soon" }));
    expect(parsed.members(readSchema({ At: timestamp$ }))).toEqual({});
  });
});
