import { expect, test } from "vitest";
import { ResponseParserError } from "../errors/parser.js";
import { BOOLEAN, DOUBLE, INTEGER, LONG, type MemberCode, type Schema, STRING } from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { blob$ } from "./blob.js";
import { reportInexact } from "./inexact.js";
import type { FormBody, ParsableResponse, ProtocolService } from "./protocol.js";
import { query } from "./query.js";
import { encodeForm } from "./query-form.js";
import { rfc822$, timestamp$ } from "./timestamp.js";

const service: ProtocolService = { id: "tea", apiVersion: "2026-01-02" };
const numbers = { longs: "number" } as const;
const time = new Date("2026-01-02T03:04:05Z");
const Leaf$: Schema = { Name: STRING, Size: ["t", INTEGER, 0, "Bytes"] };

const forms: readonly (readonly [rule: string, member: MemberCode, value: unknown, form: string])[] = [
  ["text", STRING, "a", "M=a"],
  ["empty text", STRING, "", "M="],
  ["a name on the wire", ["t", STRING, 0, "wire"], "a", "wire=a"],
  ["booleans", ["l", BOOLEAN], [true, false], "M.member.1=true&M.member.2=false"],
  ["an integer", INTEGER, 0, "M=0"],
  ["a bigint", LONG, 9223372036854775807n, "M=9223372036854775807"],
  ["floating-point numbers", ["l", DOUBLE], [1.5, NaN, Infinity], "M.member.1=1.5&M.member.2=NaN&M.member.3=Infinity"],
  ["a timestamp is ISO 8601", timestamp$, time, "M=2026-01-02T03%3A04%3A05Z"],
  ["a timestamp in another format", rfc822$, time, "M=Fri%2C+02+Jan+2026+03%3A04%3A05+GMT"],
  ["a blob", blob$, new Uint8Array([251, 255]), "M=%2B%2F8%3D"],
  ["a structure, in the input's order", Leaf$, { Size: 1, Name: "a" }, "M.Bytes=1&M.Name=a"],
  ["an empty structure writes nothing", Leaf$, {}, ""],
  ["undefined and unknown members are left out", Leaf$, { Name: undefined, Other: 1, Size: 2 }, "M.Bytes=2"],
  ["a list", ["l", STRING], ["a", "b"], "M.member.1=a&M.member.2=b"],
  ["a list with names for its items", ["l", STRING, { name: "Item" }], ["a"], "M.Item.1=a"],
  ["an empty list is written", ["l", STRING], [], "M="],
  ["a list of structures", ["l", Leaf$], [{ Name: "a" }, { Name: "b" }], "M.member.1.Name=a&M.member.2.Name=b"],
  ["a flattened list", ["l", STRING, { flattened: 1 }], ["a", "b"], "M.1=a&M.2=b"],
  ["a flattened list goes by the name of its items", ["l", STRING, { flattened: 1, name: "I" }], ["a"], "I.1=a"],
  [
    "so does one within a structure",
    { Inner: ["l", STRING, { flattened: 1, name: "I" }] },
    { Inner: ["a"] },
    "M.I.1=a",
  ],
  ["a map", ["m", INTEGER], { a: 1, b: 2 }, "M.entry.1.key=a&M.entry.1.value=1&M.entry.2.key=b&M.entry.2.value=2"],
  [
    "a flattened map with names of its own",
    ["m", Leaf$, { flattened: 1, keyName: "K", valueName: "V" }],
    { a: { Name: "b" } },
    "M.1.K=a&M.1.V.Name=b",
  ],
  [
    "all but unreserved characters are encoded",
    STRING,
    "a b~c._-*!'()/é🦊&=+%",
    "M=a+b~c._-%2A%21%27%28%29%2F%C3%A9%F0%9F%A6%8A%26%3D%2B%25",
  ],
];

for (const [rule, member, value, form] of forms) {
  test(`form: ${rule}`, () => {
    const request = query.serialize({ name: "Brew", http: ["POST", "/"], input: { M: member } }, { M: value }, service);
    expect(encodeForm(request.body as FormBody)).toBe(`Action=Brew&Version=2026-01-02${form && `&${form}`}`);
  });
}

test("a request posts a form that stays a mapping until it is written", () => {
  const operation: OperationDescriptor = {
    name: "Brew",
    http: ["POST", "/"],
    input: { Account: STRING },
  };
  const request = query.serialize(operation, { Account: "me" }, service);
  expect(request).toEqual({
    method: "POST",
    path: "/",
    query: [],
    headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: {
      form: new Map([
        ["Action", "Brew"],
        ["Version", "2026-01-02"],
        ["Account", "me"],
      ]),
    },
  });
});

const brew: OperationDescriptor = {
  name: "Brew",
  http: ["POST", "/"],
  output: { Cups: ["l", STRING], Size: LONG },
  resultWrapper: "BrewResult",
};

test("a result is read out of its wrapper, the request id from the metadata", () => {
  const body = `<BrewResponse xmlns="urn:tea"><BrewResult><Cups><member>a</member></Cups><Size>1</Size></BrewResult>
    <ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></BrewResponse>`;
  expect(query.parse(brew, respond(200, body), service, numbers)).toEqual({
    output: { Cups: ["a"], Size: 1 },
    requestId: "id-1",
  });
});

test("where the model does not name the wrapper, the protocol's own name and none at all are read", () => {
  const { resultWrapper: _, ...bare } = brew;
  const output = { Size: 1 };
  for (const content of ["<BrewResult><Size>1</Size></BrewResult>", "<Size>1</Size>"]) {
    const body = `<R>${content}<ResponseMetadata><RequestId>i</RequestId></ResponseMetadata></R>`;
    expect(query.parse(bare, respond(200, body), service, numbers)).toEqual({ output, requestId: "i" });
  }
});

test("an operation without output needs no body", () => {
  const operation: OperationDescriptor = { name: "Rinse", http: ["POST", "/"] };
  expect(query.parse(operation, respond(200, ""), service, numbers)).toEqual({ output: {} });
  const body = "<R><ResponseMetadata><RequestId>i</RequestId></ResponseMetadata></R>";
  expect(query.parse(operation, respond(200, body), service, numbers)).toEqual({ output: {}, requestId: "i" });
});

for (const [what, body] of [
  ["a missing wrapper", "<BrewResponse/>"],
  ["an empty body", ""],
  ["a body that is not XML", "no"],
] as const) {
  test(`${what} is a parser's error`, () => {
    expect(() => query.parse(brew, respond(200, body), service, numbers)).toThrow(ResponseParserError);
  });
}

test("rounded integers are reported with their path", () => {
  const paths: string[] = [];
  const body = "<R><BrewResult><Size>9007199254740993</Size></BrewResult></R>";
  query.parse(brew, respond(200, body), service, {
    longs: "number",
    onInexact: (schema, output) => reportInexact(schema, output, (path) => paths.push(path)),
  });
  expect(paths).toEqual(["Size"]);
});

test("a document with a doctype is read too, later", async () => {
  const body = "<!DOCTYPE R><R><BrewResult><Size>1</Size></BrewResult></R>";
  const parsed = query.parse(brew, respond(200, body), service, numbers);
  expect(parsed).toBeInstanceOf(Promise);
  expect(await parsed).toEqual({ output: { Size: 1 }, requestId: undefined });
});

test("an error is read with its modelled members", async () => {
  const body = `<ErrorResponse xmlns="urn:tea"><Error><Type>Sender</Type><Code>TooHot</Code><Message>Wait &amp; see</Message>
    <Degrees>99</Degrees></Error><RequestId>id-2</RequestId></ErrorResponse>`;
  const parsed = await query.parseError(brew, respond(400, body), service, numbers);
  expect(parsed).toMatchObject({
    error: { Type: "Sender", Code: "TooHot", Message: "Wait & see", Degrees: "99" },
    requestId: "id-2",
    extra: {},
  });
  expect(parsed.members(readSchema({ Degrees: INTEGER, message: STRING }))).toEqual({ Degrees: 99 });
});

test("an error without envelope has its members at the root", async () => {
  const body = "<Oops><Errors><Error><Code>A</Code><Message/></Error></Errors><Degrees>1</Degrees></Oops>";
  const parsed = await query.parseError(brew, respond(400, body), service, numbers);
  expect(parsed).toMatchObject({ error: { Code: "A", Message: "" }, extra: { Degrees: "1" } });
  expect(parsed.members(readSchema({ Degrees: INTEGER }))).toEqual({ Degrees: 1 });
});

test("an answer that names no error is unknown", async () => {
  const parsed = await query.parseError(brew, respond(400, "<R><X>1</X></R>"), service, numbers);
  expect(parsed).toMatchObject({ error: { Code: "Unknown", Message: "Unknown" }, extra: { X: "1" } });
});

test("what a gateway says is only its status", async () => {
  for (const body of ["", " \n", "<html><body>no</body>"]) {
    expect(await query.parseError(brew, respond(503, body), service, numbers)).toMatchObject({
      error: { Code: "503", Message: "Service Unavailable" },
    });
  }
});

test("an error that is not XML is a parser's error", () => {
  expect(() => query.parseError(brew, respond(400, "<html>"), service, numbers)).toThrow(ResponseParserError);
});

function respond(status: number, body: string): ParsableResponse {
  return { status, headers: {}, body: new TextEncoder().encode(body) };
}
