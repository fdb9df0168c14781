import { expect, test } from "vitest";
import { fromUtf8 } from "../encoding/utf8.js";
import { ResponseParserError } from "../errors/parser.js";
import {
  EVENT_PAYLOAD,
  HEADER,
  HEADERS,
  INTEGER,
  LONG,
  PAYLOAD,
  QUERYSTRING,
  type Schema,
  STATUS_CODE,
  STREAMING,
  STRING,
  URI,
} from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { blob$ } from "./blob.js";
import { encodeMessage } from "./event-stream/encode.js";
import type { EventHeader } from "./event-stream/message.js";
import { openEventStream } from "./event-stream/parse.js";
import { reportInexact } from "./inexact.js";
import type { ParsableResponse, ParseOptions, ProtocolService } from "./protocol.js";
import { restXml } from "./rest-xml.js";
import { timestamp$ } from "./timestamp.js";
import { writeXmlBody } from "./xml/body.js";
import { xmlEvents } from "./xml/events.js";

const service: ProtocolService = { id: "tea", apiVersion: "2026-01-02" };
const numbers = { longs: "number" } as const;
const Leaf$: Schema = { Name: STRING, Size: INTEGER };

const put: OperationDescriptor = {
  name: "PutCup",
  http: ["PUT", "/cups/{Id+}?rinse"],
  input: {
    Id: ["t", STRING, URI],
    Page: ["t", INTEGER, QUERYSTRING, "page"],
    Tag: ["t", STRING, HEADER, "x-tag"],
    Name: STRING,
    Until: timestamp$,
  },
  xmlRoot: ["PutCupRequest", "urn:tea"],
  writeBody: writeXmlBody,
};

test("members without a place make up the body, under the input's element", () => {
  const input = { Until: new Date("2026-01-02T03:04:05Z"), Id: "a/b c", Tag: "t", Page: 2, Name: "<n>" };
  const request = restXml.serialize(put, input, service);
  expect(request).toMatchObject({
    method: "PUT",
    path: "/cups/a/b%20c?rinse",
    query: [["page", "2"]],
    headers: { "x-tag": "t" },
  });
  expect(fromUtf8(request.body as Uint8Array)).toBe(
    '<PutCupRequest xmlns="urn:tea"><Until>2026-01-02T03:04:05Z</Until><Name>&lt;n&gt;</Name></PutCupRequest>',
  );
});

test("without such members there is no body and no content type", () => {
  const request = restXml.serialize(put, { Id: "a" }, service);
  expect(request.body).toBeUndefined();
  expect(request.headers).toEqual({});
});

test("what is no member is no body either, where an operation writes none", () => {
  const { writeBody: _, ...bodiless } = put;
  expect(restXml.serialize(bodiless, { Id: "a", Unknown: "b" }, service).body).toBeUndefined();
});

test("an input whose element only its shape names", () => {
  const operation: OperationDescriptor = {
    name: "Brew",
    http: ["POST", "/"],
    input: { $: { name: "BrewIt", namespace: ["urn:b"] }, Name: STRING },
    writeBody: writeXmlBody,
  };
  expect(serializeBody(operation, { Name: "a" })).toBe('<BrewIt xmlns="urn:b"><Name>a</Name></BrewIt>');
});

test("a payload is the body, by its own name and namespace", () => {
  const operation: OperationDescriptor = {
    name: "Brew",
    http: ["POST", "/"],
    input: { Leaf: ["t", Leaf$, PAYLOAD, "CupConfiguration", { namespace: ["urn:c"] }], Tag: ["t", STRING, HEADER] },
    writeBody: writeXmlBody,
  };
  expect(serializeBody(operation, { Leaf: { Size: 1 } })).toBe(
    '<CupConfiguration xmlns="urn:c"><Size>1</Size></CupConfiguration>',
  );
  expect(serializeBody(operation, { Leaf: {} })).toBe('<CupConfiguration xmlns="urn:c" />');
  expect(restXml.serialize(operation, { Tag: "t" }, service).body).toBeUndefined();
});

const get: OperationDescriptor = {
  name: "GetCup",
  http: ["GET", "/"],
  output: {
    Tag: ["t", STRING, HEADER, "x-tag"],
    Meta: ["t", ["m", STRING], HEADERS, "x-meta-"],
    Status: ["t", INTEGER, STATUS_CODE],
    Leaf: Leaf$,
    Size: LONG,
  },
};

test("an output is gathered from status, headers and body", () => {
  const headers = { "x-tag": "t", "x-meta-a": "b", "x-amz-request-id": "id-1" };
  const body = "<GetCupResult><Leaf><Name>n</Name></Leaf><Tag>not here</Tag></GetCupResult>";
  expect(restXml.parse(get, respond(201, body, headers), service, numbers)).toEqual({
    output: { Tag: "t", Meta: { a: "b" }, Status: 201, Leaf: { Name: "n" } },
    requestId: "id-1",
  });
});

test("an empty body has no members", () => {
  expect(restXml.parse(get, respond(200, ""), service, numbers)).toMatchObject({ output: { Status: 200, Meta: {} } });
});

test("a payload is read from the root, a blob is left to the call", () => {
  const leaf: OperationDescriptor = { name: "X", http: ["GET", "/"], output: { Leaf: ["t", Leaf$, PAYLOAD] } };
  expect(restXml.parse(leaf, respond(200, "<Any><Size>1</Size></Any>"), service, numbers)).toMatchObject({
    output: { Leaf: { Size: 1 } },
  });
  const blob: OperationDescriptor = {
    name: "X",
    http: ["GET", "/"],
    output: { Body: ["t", blob$, PAYLOAD | STREAMING] },
  };
  expect(restXml.parse(blob, respond(200, "not XML"), service, numbers)).toMatchObject({ output: {} });
});

test("a body that is not XML is a parser's error", () => {
  expect(() => restXml.parse(get, respond(200, "{}"), service, numbers)).toThrow(ResponseParserError);
});

test("integers are exact on request, else reported", async () => {
  const body = "<R><Size>9007199254740993</Size></R>";
  expect(restXml.parse(get, respond(200, body), service, { longs: "bigint" })).toMatchObject({
    output: { Size: 9007199254740993n },
  });
  const paths: string[] = [];
  const options: ParseOptions = {
    longs: "number",
    onInexact: (schema, output) => reportInexact(schema, output, (path) => paths.push(path)),
  };
  restXml.parse(get, respond(200, body), service, options);
  await restXml.parse(get, respond(200, `<!DOCTYPE R>${body}`), service, options);
  expect(paths).toEqual(["Size", "Size"]);
});

test("an error whose root is Error keeps all its children, its ids come from headers", async () => {
  const body = `<Error><Code>NoSuchCup</Code><Message>No &quot;cup&quot;</Message><Cup>c</Cup><Detail><A>1</A></Detail>
    <RequestId>body</RequestId><HostId>host</HostId></Error>`;
  const headers = { "x-amz-request-id": "id-2", "x-size": "7" };
  const parsed = await restXml.parseError(get, respond(404, body, headers), service, numbers);
  expect(parsed).toMatchObject({
    error: { Code: "NoSuchCup", Message: 'No "cup"', Cup: "c", Detail: { A: "1" } },
    requestId: "id-2",
  });
  expect(Object.keys(parsed.error)).toEqual(["Code", "Message", "Cup", "Detail"]);
  const members: Schema = { Cup: STRING, Size: ["t", INTEGER, HEADER, "x-size"] };
  expect(parsed.members(readSchema(members))).toEqual({ Cup: "c", Size: 7 });
});

test("an error within an ErrorResponse", async () => {
  const body = `<ErrorResponse xmlns="urn:tea"><Error><Type>Sender</Type><Code>Bad</Code><Message>m</Message><Cup>c</Cup></Error>
    <RequestId>id-3</RequestId></ErrorResponse>`;
  const parsed = await restXml.parseError(get, respond(400, body, { "x-amzn-requestid": "header" }), service, numbers);
  expect(parsed).toMatchObject({
    error: { Type: "Sender", Code: "Bad", Message: "m", Cup: "c" },
    requestId: "id-3",
    extra: {},
  });
  expect(parsed.members(readSchema({ Cup: STRING }))).toEqual({ Cup: "c" });
});

test("a root Error in a namespace is no S3 error", async () => {
  const body = '<Error xmlns="urn:tea"><Code>Bad</Code><RequestId>i</RequestId></Error>';
  expect(await restXml.parseError(get, respond(400, body), service, numbers)).toMatchObject({
    error: { Code: "", Message: "" },
    requestId: "i",
    extra: { Code: "Bad" },
  });
});

for (const [what, status, body, code, message] of [
  ["an empty body", 404, "", "404", "Not Found"],
  ["a body that is not XML", 403, "<html><br></html>", "403", "Forbidden"],
  ["a body that breaks off", 400, "<Error><Code>A", "400", "Bad Request"],
  ["a broken document with a doctype", 400, "<!DOCTYPE html><html><br></html>", "400", "Bad Request"],
  ["a page of a gateway", 502, "<html></html>", "502", "Bad Gateway"],
] as const) {
  test(`${what} leaves the status`, async () => {
    const parsed = await restXml.parseError(get, respond(status, body), service, numbers);
    expect(parsed.error).toEqual({ Code: code, Message: message });
    expect(parsed.members(readSchema(Leaf$))).toEqual({});
  });
}

test("an error with a doctype is read, later", async () => {
  const parsed = restXml.parseError(
    get,
    respond(400, "<!DOCTYPE Error><Error><Code>A</Code></Error>"),
    service,
    numbers,
  );
  expect(parsed).toBeInstanceOf(Promise);
  expect(await parsed).toMatchObject({ error: { Code: "A", Message: "" } });
});

test("events carry XML, text or bytes", async () => {
  const operation: OperationDescriptor = {
    name: "Select",
    http: ["POST", "/"],
    output: { Payload: ["t", Events$, PAYLOAD] },
  };
  async function* body(): AsyncGenerator<Uint8Array> {
    yield encodeEvent("Records", "a,b\n");
    yield encodeEvent("Stats", "<Stats><BytesScanned>12</BytesScanned></Stats>");
    yield encodeEvent("End", "");
  }
  const { events } = await openEventStream(operation, body(), xmlEvents, numbers);
  const received: unknown[] = [];
  for await (const event of events) received.push(event);
  expect(received).toEqual([
    { Records: { Payload: new TextEncoder().encode("a,b\n") } },
    { Stats: { Details: { BytesScanned: 12 } } },
    { End: {} },
  ]);
});

test("the body of an event is written as XML", () => {
  const schema = readSchema({ $: { name: "Stats" }, BytesScanned: LONG });
  expect(fromUtf8(xmlEvents.serialize(schema, { BytesScanned: 1 }, service))).toBe(
    "<Stats><BytesScanned>1</BytesScanned></Stats>",
  );
});

const Events$: Schema = {
  $: { eventStream: 1 },
  Records: { Payload: ["t", blob$, EVENT_PAYLOAD] },
  Stats: { Details: ["t", { BytesScanned: LONG }, EVENT_PAYLOAD] },
  End: {},
};

function encodeEvent(type: string, payload: string): Uint8Array {
  const headers = new Map<string, EventHeader>([
    [":message-type", { type: "string", value: "event" }],
    [":event-type", { type: "string", value: type }],
  ]);
  return encodeMessage({ headers, payload: new TextEncoder().encode(payload) });
}

function serializeBody(operation: OperationDescriptor, input: Record<string, unknown>): string {
  return fromUtf8(restXml.serialize(operation, input, service).body as Uint8Array);
}

function respond(status: number, body: string, headers: Record<string, string> = {}): ParsableResponse {
  return { status, headers, body: new TextEncoder().encode(body) };
}
