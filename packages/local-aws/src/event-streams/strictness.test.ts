import { connect } from "node:http2";
import { expect, test } from "vitest";
import { start } from "../testing/converse.js";
import { eventSigner, type SignOptions, sign } from "../testing/sign.js";
import { decodeMessage, encodeMessage, type HeaderValue, readMessages } from "./message.js";
import type { EventStreamsOptions } from "./server.js";

const who: SignOptions = { service: "lex" };
const path = "/bots/b/conversation";
const event = message({ ":message-type": "event", ":event-type": "TextInputEvent" }, '{"text":"a"}');

/** What a sender may do wrong. */
interface Slip {
  readonly headers?: Readonly<Record<string, string>>;
  readonly payloadHash?: string;
  /** Changes a signed message, which is the n-th, before it is encoded. */
  readonly change?: (headers: Map<string, HeaderValue>, at: number) => void;
  /** Changes the bytes that are sent. */
  readonly bytes?: (sent: Buffer[]) => Buffer[];
  readonly dateMs?: number;
  readonly inner?: Buffer;
}

async function converse(
  slip: Slip = {},
  options: EventStreamsOptions = {},
): Promise<{ readonly status: number; readonly answers: string[]; readonly failure: string | undefined }> {
  const { server } = await start(options);
  const signing = { ...who, ...(slip.payloadHash && { payloadHash: slip.payloadHash }) };
  const payloadHash = slip.payloadHash ?? "STREAMING-AWS4-HMAC-SHA256-EVENTS";
  const request = sign(
    {
      method: "POST",
      url: server.endpoint + path,
      headers: {
        "content-type": "application/vnd.amazon.eventstream",
        "x-amz-content-sha256": payloadHash,
        ...slip.headers,
      },
    },
    { ...signing, payloadHash },
  );
  const { host: authority, ...headers } = request.headers as Record<string, string>;
  const session = connect(server.endpoint);
  const stream = session.request({ ":method": "POST", ":path": path, ":authority": authority, ...headers });
  const head = new Promise<number>((resolve, reject) => {
    stream.once("response", (received) => resolve(received[":status"] ?? 0));
    stream.once("error", reject);
  });
  const signEvent = eventSigner(request.signature, signing);
  const dateMs = slip.dateMs ?? Math.floor(Date.now() / 1000) * 1000;
  const sent = [slip.inner ?? event, event, Buffer.alloc(0)].map((payload, at) => {
    const date = encodedDate(dateMs);
    const signed = new Map<string, HeaderValue>([
      [":date", new Date(dateMs)],
      [":chunk-signature", signEvent(payload, dateMs, date)],
    ]);
    slip.change?.(signed, at);
    return encodeMessage({ headers: signed, payload });
  });
  for (const bytes of slip.bytes?.(sent) ?? sent) {
    stream.write(bytes);
  }
  stream.end();
  const status = await head;
  const answers: string[] = [];
  if (status === 200) {
    for await (const { headers: answered } of readMessages(stream)) {
      answers.push(String(answered.get(":event-type") ?? answered.get(":exception-type")));
    }
  } else {
    stream.resume();
  }
  session.close();
  await server.quiet();
  return { status, answers, failure: server.conversations[0]?.failure };
}

test("what is signed right is heard", async () => {
  expect(await converse()).toEqual({
    status: 200,
    answers: ["TextInputEvent", "TextInputEvent"],
    failure: undefined,
  });
});

test("messages are cut right however the bytes come", async () => {
  const bytes = (sent: Buffer[]): Buffer[] => Array.from(Buffer.concat(sent), (byte) => Buffer.from([byte]));
  expect((await converse({ bytes })).answers).toEqual(["TextInputEvent", "TextInputEvent"]);
});

test.each<[string, Slip, RegExp]>([
  ["another content type", { headers: { "content-type": "application/json" } }, /content type is application\/json/],
  ["an Expect", { headers: { expect: "100-continue" } }, /no header expect/],
  [
    "a hash of a body",
    { payloadHash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    /x-amz-content-sha256 is e3b0/,
  ],
])("a head with %s is refused", async (_, slip, message) => {
  const { status, failure } = await converse(slip);
  expect(status).toBe(400);
  expect(failure).toMatch(message);
});

test.each<[string, EventStreamsOptions]>([
  ["key", { credentials: [{ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "other" }] }],
  ["service", { service: "polly" }],
  ["region", { region: "sa-east-1" }],
  ["time", { clock: () => Date.now() + 3_600_000 }],
])("a head signed for another %s is refused", async (_, options) => {
  expect((await converse({}, options)).status).toBe(403);
});

test.each<[string, Slip, RegExp, number]>([
  [
    "a signature that is wrong in the last bit",
    { change: (headers, at) => at === 1 && flip(headers.get(":chunk-signature")) },
    /does not follow from the one before/,
    1,
  ],
  ["messages that have changed places", { bytes: ([a, b, end]) => [b!, a!, end!] }, /does not follow/, 0],
  ["a message that is there twice", { bytes: ([a, b, end]) => [a!, a!, b!, end!] }, /does not follow/, 1],
  ["a message that is left out", { bytes: ([, b, end]) => [b!, end!] }, /does not follow/, 0],
  ["no signed end", { bytes: (sent) => sent.slice(0, 2) }, /without the signed end/, 2],
  ["more after the signed end", { bytes: (sent) => [...sent, sent[0]!] }, /follows the signed end/, 2],
  ["a message without date", { change: (headers) => headers.delete(":date") }, /has :date and :chunk-signature/, 0],
  ["a header too many", { change: (headers) => headers.set("more", true) }, /no more, not :date/, 0],
  ["a date in milliseconds", { dateMs: Math.floor(Date.now() / 1000) * 1000 + 1 }, /no whole second/, 0],
  ["a date of yesterday", { dateMs: Math.floor(Date.now() / 1000) * 1000 - 86_400_000 }, /is off/, 0],
  ["an event that is broken, though signed", { inner: flipped(event, 30) }, /checksum of a message is wrong/, 0],
  ["a broken message", { bytes: ([a, b, end]) => [a!, flipped(b!, 40), end!] }, /checksum of a message is wrong/, 1],
  ["a broken prelude", { bytes: ([a, b, end]) => [a!, flipped(b!, 3), end!] }, /prelude is wrong/, 1],
  ["an end within a message", { bytes: ([a, b]) => [a!, b!.subarray(0, 20)] }, /ends within a message/, 1],
])("%s ends the stream with an exception", async (_, slip, message, heard) => {
  const { status, answers, failure } = await converse(slip);
  expect(status).toBe(200);
  expect(failure).toMatch(message);
  expect(answers.slice(0, -1)).toEqual(Array.from({ length: heard }, () => "TextInputEvent"));
  expect(answers.at(-1)).toMatch(/^(InvalidSignature|MalformedEvent)Exception$/);
});

test("headers of all types come back as they were", () => {
  const headers = new Map<string, HeaderValue>([
    ["yes", true],
    ["no", false],
    ["integer", -5],
    ["long", -(2n ** 40n)],
    ["bytes", Buffer.from([0, 255])],
    ["text", "olá"],
    ["date", new Date(1_700_000_000_123)],
  ]);
  expect(decodeMessage(encodeMessage({ headers, payload: Buffer.from("x") }))).toEqual({
    headers,
    payload: Buffer.from("x"),
  });
});

function message(headers: Readonly<Record<string, HeaderValue>>, payload: string): Buffer {
  return encodeMessage({ headers: new Map(Object.entries(headers)), payload: Buffer.from(payload) });
}

/** `:date` as AWS's documentation has it: length, name, type 8, milliseconds. */
function encodedDate(ms: number): Buffer {
  const bytes = Buffer.from("\x05:date\x08........", "latin1");
  bytes.writeBigInt64BE(BigInt(ms), 7);
  return bytes;
}

function flip(value: HeaderValue | undefined): void {
  const bytes = value as Buffer;
  bytes[31] = bytes[31]! ^ 1;
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at]! ^ 1;
  return copy;
}
