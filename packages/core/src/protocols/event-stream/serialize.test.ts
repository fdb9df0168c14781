import { describe, expect, test } from "vitest";
import { fromUtf8, toUtf8 } from "../../encoding/utf8.js";
import { ParamValidationError } from "../../errors/call.js";
import { BOOLEAN, EVENT_HEADER, EVENT_PAYLOAD, INTEGER, LONG, type Schema, STRING } from "../../schema/codes.js";
import { readSchema } from "../../schema/read.js";
import { blob$ } from "../blob.js";
import { restJson } from "../rest-json.js";
import { timestamp$ } from "../timestamp.js";
import { decodeMessage } from "./decode.js";
import { encodeMessage } from "./encode.js";
import type { EventMessage } from "./message.js";
import { type EventSerialization, serializeEvents } from "./serialize.js";

const schema: Schema = {
  $: { eventStream: 1 },
  Text: { A: STRING, At: timestamp$ },
  Bytes: { Body: ["t", blob$, EVENT_PAYLOAD], Kind: ["t", STRING, EVENT_HEADER] },
  Note: { Body: ["t", STRING, EVENT_PAYLOAD] },
  Deep: { Body: ["t", { A: STRING }, EVENT_PAYLOAD] },
  Headers: {
    Flag: ["t", BOOLEAN, EVENT_HEADER],
    Count: ["t", INTEGER, EVENT_HEADER],
    Size: ["t", LONG, EVENT_HEADER],
    Raw: ["t", blob$, EVENT_HEADER],
    At: ["t", timestamp$, EVENT_HEADER],
  },
};
const serialization: EventSerialization = {
  schema: readSchema(schema),
  codec: restJson.events,
  service: { id: "test", apiVersion: "2020-01-01" },
};

async function serialize(
  events: Record<string, unknown>[],
  extra?: Partial<EventSerialization>,
): Promise<EventMessage[]> {
  const source = (async function* () {
    yield* events;
  })();
  const messages: EventMessage[] = [];
  for await (const bytes of serializeEvents(source, { ...serialization, ...extra }))
    messages.push(decodeMessage(bytes));
  return messages;
}

describe("an event", () => {
  test.each<
    [rule: string, event: Record<string, unknown>, type: string, contentType: string | undefined, body: string]
  >([
    [
      "has its members for a body",
      { Text: { A: "x", At: new Date(1000) } },
      "Text",
      "application/json",
      '{"A":"x","At":1}',
    ],
    ["without members has an empty object", { Text: {} }, "Text", "application/json", "{}"],
    ["of bytes has these", { Bytes: { Body: toUtf8("x") } }, "Bytes", "application/octet-stream", "x"],
    ["of no bytes has none", { Bytes: {} }, "Bytes", "application/octet-stream", ""],
    ["of text has this", { Note: { Body: "é" } }, "Note", "text/plain", "é"],
    ["of a structure has this", { Deep: { Body: { A: "x" } } }, "Deep", "application/json", '{"A":"x"}'],
    ["of headers alone has no body", { Headers: {} }, "Headers", undefined, ""],
  ])("%s", async (_, event, type, contentType, body) => {
    const [message] = await serialize([event]);
    const headers = Object.fromEntries([...message!.headers].map(([name, header]) => [name, header.value]));
    expect(headers).toEqual({
      ":message-type": "event",
      ":event-type": type,
      ...(contentType !== undefined && { ":content-type": contentType }),
    });
    expect(fromUtf8(message!.payload)).toBe(body);
  });

  test("has its headers by their types", async () => {
    const value = { Flag: false, Count: 5, Size: 6, Raw: "x", At: "1970-01-01T00:00:01.500Z" };
    const [message] = await serialize([{ Headers: value }]);
    expect([...message!.headers].slice(2)).toEqual([
      ["Flag", { type: "boolean", value: false }],
      ["Count", { type: "integer", value: 5 }],
      ["Size", { type: "long", value: 6n }],
      ["Raw", { type: "bytes", value: toUtf8("x") }],
      ["At", { type: "timestamp", value: new Date(1500) }],
    ]);
  });

  test.each([
    ["that the model does not know", { New: {} }],
    ["of two kinds at once", { Text: {}, Note: {} }],
    ["of no kind", { Text: undefined }],
  ])("%s is refused", async (_, event) => {
    await expect(serialize([event])).rejects.toThrow(ParamValidationError);
  });
});

test("the first message of RPC protocols carries the other members", async () => {
  const [first, second] = await serialize([{ Note: { Body: "x" } }], { initial: toUtf8('{"Session":"s"}') });
  expect(first!.headers.get(":event-type")).toEqual({ type: "string", value: "initial-request" });
  expect(fromUtf8(first!.payload)).toBe('{"Session":"s"}');
  expect(second!.headers.get(":event-type")).toEqual({ type: "string", value: "Note" });
});

test("each message is signed, and the end of them too", async () => {
  const sign = (payload: Uint8Array): Uint8Array =>
    encodeMessage({ headers: new Map([[":signed", { type: "boolean", value: true }]]), payload });
  const signed = await serialize([{ Note: { Body: "x" } }], { sign });
  expect(signed).toHaveLength(2);
  expect(fromUtf8(decodeMessage(signed[0]!.payload).payload)).toBe("x");
  expect(signed[1]!.payload).toEqual(new Uint8Array());
});
