import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../encoding/hex.js";
import { toUtf8 } from "../../encoding/utf8.js";
import { EventStreamParserError } from "../../errors/parser.js";
import { crc32 } from "./crc32.js";
import { decodeMessage, decodeMessages } from "./decode.js";
import { encodeMessage } from "./encode.js";
import type { EventHeader, EventMessage } from "./message.js";

const everyType: [string, EventHeader][] = [
  ["true", { type: "boolean", value: true }],
  ["false", { type: "boolean", value: false }],
  ["byte", { type: "byte", value: -5 }],
  ["short", { type: "short", value: -500 }],
  ["integer", { type: "integer", value: -50_000 }],
  ["long", { type: "long", value: -9007199254740993n }],
  ["bytes", { type: "bytes", value: Uint8Array.of(1, 2, 255) }],
  ["string", { type: "string", value: "é" }],
  ["timestamp", { type: "timestamp", value: new Date("2021-03-04T05:06:07.089Z") }],
  ["uuid", { type: "uuid", value: "01234567-89ab-cdef-0123-456789abcdef" }],
];

const message = (headers: [string, EventHeader][], payload = ""): EventMessage => ({
  headers: new Map(headers),
  payload: toUtf8(payload),
});

async function* pieces(bytes: Uint8Array, ...cuts: number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const cut of [...cuts, bytes.length]) {
    yield bytes.subarray(start, cut);
    start = cut;
  }
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<EventMessage[]> {
  const messages: EventMessage[] = [];
  for await (const each of decodeMessages(bytes)) messages.push(each);
  return messages;
}

test("the checksum is CRC-32 and can be continued", () => {
  expect(crc32(toUtf8("123456789"))).toBe(0xcbf43926);
  expect(crc32(toUtf8("6789"), crc32(toUtf8("12345")))).toBe(0xcbf43926);
});

test("a message has lengths, checksums, headers and payload in their places", () => {
  const bytes = encodeMessage(message([["a", { type: "integer", value: 7 }]], "hi"));
  expect(toHex(bytes)).toBe("000000190000000796b6bf39016104000000076869e6d716be");
});

test("an empty message is sixteen bytes", () => {
  expect(toHex(encodeMessage(message([])))).toBe("000000100000000005c248eb7d98c8ff");
});

test("every type of header is read as it was written", () => {
  expect(decodeMessage(encodeMessage(message(everyType, "payload")))).toEqual(message(everyType, "payload"));
});

test("messages may be cut at every byte", async () => {
  const first = encodeMessage(message(everyType, "first"));
  const second = encodeMessage(message([], "second"));
  const bytes = Uint8Array.from([...first, ...second]);
  const expected = [message(everyType, "first"), message([], "second")];
  for (let cut = 0; cut <= bytes.length; cut++) expect(await collect(pieces(bytes, cut))).toEqual(expected);
  expect(await collect(pieces(bytes, ...bytes.keys()))).toEqual(expected);
});

test("any messages cut anywhere are read as they were written", async () => {
  const header = fc.constantFrom(...everyType.map(([, each]) => each));
  const messages = fc.array(
    fc.record({
      headers: fc.dictionary(fc.string({ maxLength: 20 }), header).map((each) => new Map(Object.entries(each))),
      payload: fc.uint8Array(),
    }),
    { maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(messages, fc.array(fc.nat(2000)), async (sent, cuts) => {
      const bytes = Uint8Array.from(sent.flatMap((each) => [...encodeMessage(each)]));
      const sorted = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
      expect(await collect(pieces(bytes, ...sorted))).toEqual(sent);
    }),
  );
});

test("a stream that ends inside a message gives the whole ones, then an error", async () => {
  const bytes = encodeMessage(message([], "whole"));
  const broken = Uint8Array.from([...bytes, ...bytes.subarray(0, -1)]);
  const messages = decodeMessages(pieces(broken));
  expect(await messages.next()).toEqual({ done: false, value: message([], "whole") });
  await expect(messages.next()).rejects.toMatchObject({
    name: "IncompleteReadError",
    message: "The event stream ended inside a message, of which 20 bytes came.",
  });
});

/** Encodes a message by hand, with right checksums over whatever it says. */
function forge(headersLength: number, rest: Uint8Array, totalLength = rest.length + 16): Uint8Array {
  const bytes = new Uint8Array(rest.length + 16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, totalLength);
  view.setUint32(4, headersLength);
  view.setUint32(8, crc32(bytes.subarray(0, 8)));
  bytes.set(rest, 12);
  view.setUint32(bytes.length - 4, crc32(bytes.subarray(0, -4)));
  return bytes;
}

describe("bytes that are not well formed", () => {
  const header = (text: string): Uint8Array => Uint8Array.from(text.match(/../g)!, (byte) => Number.parseInt(byte, 16));

  test.each<[what: string, bytes: Uint8Array, message: string]>([
    ["headers that are too long", forge(128 * 1024 + 1, new Uint8Array(), 200_000), "Header length of 131073"],
    ["a payload that is too long", forge(0, new Uint8Array(), 25_165_841), "Payload length of 25165825"],
    ["headers longer than the message", forge(100, new Uint8Array()), "exceeds the message's 16 bytes"],
    ["a length too small for a message", forge(0, new Uint8Array(), 12), "exceeds the message's 12 bytes"],
    ["a header that ends too late", forge(4, header("01610700")), "A header ends beyond"],
    ["a header without a value", forge(2, header("0161")), "A header ends beyond"],
    ["an unknown header type", forge(3, header("01610a")), "Unknown header type 10"],
    ["a header that stands twice", forge(6, header("016100016101")), 'Duplicate header present: "a"'],
  ])("%s", async (_, bytes, text) => {
    await expect(collect(pieces(bytes))).rejects.toThrow(EventStreamParserError);
    await expect(collect(pieces(bytes))).rejects.toThrow(text);
  });

  test("any bit that is wrong is found", async () => {
    const bytes = encodeMessage(message([["a", { type: "integer", value: 7 }]], "payload"));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const wrong = bytes.slice();
      wrong[bit >> 3]! ^= 1 << (bit & 7);
      await expect(collect(pieces(wrong)), `bit ${bit}`).rejects.toThrow("Checksum mismatch");
    }
  });
});

describe("what is too large for a message is not sent", () => {
  test.each<[what: string, EventMessage]>([
    ["a payload", { headers: new Map(), payload: new Uint8Array(24 * 1024 * 1024 + 1) }],
    ["a header's value", message([["a", { type: "string", value: "x".repeat(32_768) }]])],
    ["a header's name", message([["a".repeat(256), { type: "boolean", value: true }]])],
    [
      "all headers together",
      message(Array.from({ length: 5 }, (_, index) => [`h${index}`, { type: "string", value: "x".repeat(30_000) }])),
    ],
  ])("%s", (_, tooLarge) => {
    expect(() => encodeMessage(tooLarge)).toThrow(EventStreamParserError);
  });
});
