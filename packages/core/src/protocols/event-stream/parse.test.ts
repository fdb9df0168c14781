import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../encoding/utf8.js";
import { EventStreamError } from "../../errors/client-error.js";
import { EventStreamParserError, ResponseParserError } from "../../errors/parser.js";
import {
  BOOLEAN,
  EVENT_HEADER,
  EVENT_PAYLOAD,
  INTEGER,
  LONG,
  PAYLOAD,
  type Schema,
  STRING,
} from "../../schema/codes.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import { readSchema } from "../../schema/read.js";
import { blob$ } from "../blob.js";
import { encodeCbor } from "../cbor/encode.js";
import { reportInexact } from "../inexact.js";
import { json } from "../json.js";
import type { ParseOptions } from "../protocol.js";
import { restJson } from "../rest-json.js";
import { rpcV2Cbor } from "../rpc-v2-cbor.js";
import { timestamp$ } from "../timestamp.js";
import type { EventCodec } from "./codec.js";
import { encodeMessage } from "./encode.js";
import type { EventHeader } from "./message.js";
import { openEventStream, type StreamEvent } from "./parse.js";

const events: Schema = {
  $: { eventStream: 1 },
  Text: { A: STRING, At: timestamp$ },
  Bytes: { Body: ["t", blob$, EVENT_PAYLOAD], Kind: ["t", STRING, EVENT_HEADER] },
  Note: { Body: ["t", STRING, EVENT_PAYLOAD] },
  Deep: { Body: ["t", { N: LONG }, EVENT_PAYLOAD] },
  Headers: {
    Flag: ["t", BOOLEAN, EVENT_HEADER],
    Count: ["t", INTEGER, EVENT_HEADER],
    Size: ["t", LONG, EVENT_HEADER],
    Raw: ["t", blob$, EVENT_HEADER],
    At: ["t", timestamp$, EVENT_HEADER],
    A: STRING,
  },
  End: {},
  Throttled: { message: STRING, After: LONG },
};
const rest: OperationDescriptor = { name: "Watch", http: ["GET", "/"], output: { Events: ["t", events, PAYLOAD] } };
const rpc: OperationDescriptor = { name: "Watch", http: ["POST", "/"], output: { Session: STRING, Events: events } };

const text = (value: string): EventHeader => ({ type: "string", value });

function event(type: string, payload: string | Uint8Array = "", headers: Record<string, EventHeader> = {}): Uint8Array {
  return encodeMessage({
    headers: new Map([[":message-type", text("event")], [":event-type", text(type)], ...Object.entries(headers)]),
    payload: typeof payload === "string" ? toUtf8(payload) : payload,
  });
}

async function* body(...messages: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* messages;
}

async function read(
  operation: OperationDescriptor,
  codec: EventCodec,
  bytes: AsyncIterable<Uint8Array>,
  options: ParseOptions = { longs: "number" },
): Promise<{ initial: unknown; events: StreamEvent[] }> {
  const stream = await openEventStream(operation, bytes, codec, options);
  const collected: StreamEvent[] = [];
  for await (const each of stream.events) collected.push(each);
  return { initial: stream.initial, events: collected };
}

describe("an event", () => {
  test.each<[rule: string, message: Uint8Array, event: StreamEvent]>([
    [
      "has the members of its body",
      event("Text", '{"A":"x","At":1,"New":2}'),
      { Text: { A: "x", At: new Date(1000) } },
    ],
    ["without a body has none", event("Text"), { Text: {} }],
    [
      "has its bytes and headers",
      event("Bytes", Uint8Array.of(1, 2), { Kind: text("k") }),
      { Bytes: { Body: Uint8Array.of(1, 2), Kind: "k" } },
    ],
    ["has no bytes", event("Bytes"), { Bytes: { Body: new Uint8Array() } }],
    ["has text", event("Note", "é"), { Note: { Body: "é" } }],
    ["has a structure for payload", event("Deep", '{"N":5}'), { Deep: { Body: { N: 5 } } }],
    ["may have no members", event("End", "{}"), { End: {} }],
    [
      "has headers of every kind beside its body",
      event("Headers", '{"A":"x"}', {
        Flag: { type: "boolean", value: true },
        Count: { type: "integer", value: 5 },
        Size: { type: "long", value: 6n },
        Raw: { type: "bytes", value: Uint8Array.of(1) },
        At: { type: "timestamp", value: new Date(1500) },
      }),
      { Headers: { Flag: true, Count: 5, Size: 6, Raw: Uint8Array.of(1), At: new Date(1500), A: "x" } },
    ],
  ])("%s", async (_, message, expected) => {
    expect(await read(rest, restJson.events, body(message))).toEqual({ initial: {}, events: [expected] });
  });

  test("that the model does not know is skipped", async () => {
    const messages = [event("New", "{}"), event("constructor", "{}"), event("Text", '{"A":"x"}')];
    expect((await read(rest, restJson.events, body(...messages))).events).toEqual([{ Text: { A: "x" } }]);
  });

  test("tells of integers that no number holds, or has bigints", async () => {
    const paths: string[] = [];
    const message = event("Deep", '{"N":9007199254740993}');
    await read(rest, restJson.events, body(message), {
      longs: "number",
      onInexact: (schema, output, within = "") => reportInexact(schema, output, (path) => paths.push(within + path)),
    });
    expect(paths).toEqual(["Deep.Body.N"]);
    expect((await read(rest, restJson.events, body(message), { longs: "bigint" })).events).toEqual([
      { Deep: { Body: { N: 9007199254740993n } } },
    ]);
    const header = event("Headers", "{}", { Size: { type: "long", value: 9007199254740993n } });
    expect((await read(rest, restJson.events, body(header), { longs: "bigint" })).events).toEqual([
      { Headers: { Size: 9007199254740993n } },
    ]);
  });

  test("may be read by a parser that has to be loaded", async () => {
    const codec: EventCodec = { ...restJson.events, parse: async () => ({ A: "loaded" }) };
    expect((await read(rest, codec, body(event("Text")))).events).toEqual([{ Text: { A: "loaded" } }]);
  });
});

describe("the first message of RPC protocols", () => {
  const codecs: [string, EventCodec, string | Uint8Array][] = [
    ["JSON", json.events, '{"Session":"s"}'],
    ["CBOR", rpcV2Cbor.events, encodeCbor(readSchema({ Session: STRING }), { Session: "s" })],
  ];

  test.each(codecs)("holds the other members of the output, in %s", async (_, codec, initial) => {
    const messages = [event("initial-response", initial), event("End")];
    expect(await read(rpc, codec, body(...messages))).toEqual({ initial: { Session: "s" }, events: [{ End: {} }] });
  });

  test.each([
    ["another event", [event("End")]],
    ["nothing", []],
  ])("cannot be %s", async (_, messages) => {
    await expect(read(rpc, json.events, body(...messages))).rejects.toThrow(ResponseParserError);
  });

  test("may be an error", async () => {
    const error = encodeMessage({
      headers: new Map([
        [":message-type", text("error")],
        [":error-code", text("Denied")],
      ]),
      payload: new Uint8Array(),
    });
    await expect(read(rpc, json.events, body(error))).rejects.toMatchObject({
      name: "EventStreamError",
      code: "Denied",
    });
  });
});

describe("an error in the stream", () => {
  const failure = (headers: Record<string, string>, payload = ""): Uint8Array =>
    encodeMessage({
      headers: new Map(Object.entries(headers).map(([name, value]) => [name, text(value)])),
      payload: toUtf8(payload),
    });

  test("that the model names has its members", async () => {
    const message = failure(
      { ":message-type": "exception", ":exception-type": "Throttled" },
      '{"message":"slow","After":5}',
    );
    const error = await read(rest, restJson.events, body(event("End"), message)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EventStreamError);
    expect(error).toMatchObject({
      code: "Throttled",
      operation: "Watch",
      message: "An error occurred (Throttled) when calling the Watch operation: slow",
      response: { Error: { Code: "Throttled", Message: "slow" }, message: "slow", After: 5 },
    });
  });

  test.each([
    [
      "an error",
      { ":message-type": "error", ":error-code": "Internal", ":error-message": "broken" },
      "Internal",
      "broken",
    ],
    ["an exception that is not modelled", { ":message-type": "exception", ":exception-type": "New" }, "New", ""],
    ["an error without a code", { ":message-type": "error" }, "", ""],
  ])("%s", async (_, headers, code, message) => {
    const error = await read(rest, restJson.events, body(failure(headers))).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EventStreamError);
    expect(error).toMatchObject({ response: { Error: { Code: code, Message: message } } });
  });

  test("comes after the events before it", async () => {
    const stream = await openEventStream(
      rest,
      body(event("End"), failure({ ":message-type": "error" })),
      restJson.events,
      { longs: "number" },
    );
    expect(await stream.events.next()).toEqual({ done: false, value: { End: {} } });
    await expect(stream.events.next()).rejects.toThrow(EventStreamError);
  });
});

test("bytes that are no message are an error while iterating", async () => {
  await expect(read(rest, restJson.events, body(new Uint8Array(16)))).rejects.toThrow(EventStreamParserError);
});

test("leaving the loop closes the body", async () => {
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield event("End");
    } finally {
      closed = true;
    }
  }
  const stream = await openEventStream(rest, endless(), restJson.events, { longs: "number" });
  for await (const each of stream.events) {
    expect(each).toEqual({ End: {} });
    break;
  }
  expect(closed).toBe(true);
});
