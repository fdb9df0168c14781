import { expect, test } from "vitest";
import { fromUtf8 } from "../../encoding/utf8.js";
import { ParamValidationError } from "../../errors/call.js";
import { EVENT_PAYLOAD, STRING } from "../../schema/codes.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import { decodeCbor } from "../cbor/decode.js";
import { json } from "../json.js";
import type { Protocol } from "../protocol.js";
import { rpcV2Cbor } from "../rpc-v2-cbor.js";
import { decodeMessage } from "./decode.js";
import { type EventBody, serializeEventRequest } from "./event-body.js";
import { textHeader } from "./message.js";

const operation: OperationDescriptor = {
  name: "Converse",
  http: ["POST", "/"],
  input: { Session: STRING, Events: { $: { eventStream: 1 }, Note: { Body: ["t", STRING, EVENT_PAYLOAD] } } },
};

function serialize(protocol: Protocol, input: Record<string, unknown>): ReturnType<typeof serializeEventRequest> {
  const service = { id: "talk", apiVersion: "2020-01-01", targetPrefix: "Talk", jsonVersion: "1.1", protocol };
  return serializeEventRequest(operation, input, service, true);
}

test.each<[string, Protocol, (payload: Uint8Array) => unknown]>([
  ["JSON", json, (payload) => JSON.parse(fromUtf8(payload))],
  ["CBOR", rpcV2Cbor, decodeCbor],
])("%s sends the members beside the stream in a first message", async (_, protocol, decode) => {
  const request = serialize(protocol, { Session: "s", Events: [{ Note: { Body: "x" } }] });
  expect(request.headers["Content-Type"]).toBe("application/vnd.amazon.eventstream");
  const messages = [];
  for await (const bytes of request.body as EventBody) messages.push(decodeMessage(bytes));
  expect(messages.map((message) => textHeader(message, ":event-type"))).toEqual(["initial-request", "Note"]);
  expect(textHeader(messages[0]!, ":content-type")).toBe(protocol.events!.contentType);
  expect(decode(messages[0]!.payload)).toEqual({ Session: "s" });
});

test("events can be read once, an array of them as often as needed", async () => {
  async function* events(): AsyncGenerator<object> {}
  const once = serialize(json, { Events: events() }).body as EventBody;
  expect(once.replayable).toBe(true);
  await once[Symbol.asyncIterator]().next();
  expect(once.replayable).toBe(false);
  const often = serialize(json, { Events: [] }).body as EventBody;
  await often[Symbol.asyncIterator]().next();
  expect(often.replayable).toBe(true);
});

test("letting go while the source is waited for reaches the source at once", async () => {
  let returned = 0;
  const source = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<never>(() => {}),
      return: async () => ({ done: true, value: ++returned }),
    }),
  };
  const iterator = (serialize(rpcV2Cbor, { Events: source }).body as EventBody)[Symbol.asyncIterator]();
  expect((await iterator.next()).done).toBe(false);
  void iterator.next();
  await iterator.return!();
  await iterator.return!();
  expect(returned).toBe(1);
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
});

test("what is no event ends the source", async () => {
  let ended = false;
  function* events(): Generator<unknown> {
    try {
      yield null;
    } finally {
      ended = true;
    }
  }
  const iterator = (serialize(json, { Events: events() }).body as EventBody)[Symbol.asyncIterator]();
  await iterator.next();
  await expect(iterator.next()).rejects.toThrow(ParamValidationError);
  expect(ended).toBe(true);
});
