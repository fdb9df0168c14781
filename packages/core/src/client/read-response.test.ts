import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { requestChecksums, responseChecksums } from "../checksums/http-checksum.js";
import { headArrived, httpServer, rawServer } from "../http/testdata/loopback.js";
import { blob$ } from "../protocols/blob.js";
import { encodeMessage } from "../protocols/event-stream/encode.js";
import { eventStreams } from "../protocols/event-stream/event-streams.js";
import { streams } from "../protocols/streams.js";
import { EVENT_PAYLOAD, PAYLOAD, REQUIRED, type Schema, STREAMING, STRING, URI } from "../schema/codes.js";
import type { StreamingBody } from "../streaming/streaming-body.js";
import {
  bench,
  credentials,
  getFile,
  getThing,
  operation,
  putFile,
  refusal,
  TestClient,
} from "./test-service.fixture.js";

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A body that tells whether it was let go before its end. */
function observedBody(...pieces: string[]) {
  const observed = { cancelled: false };
  const body: AsyncIterableIterator<Uint8Array> = {
    next: async () => {
      const piece = pieces.shift();
      return piece === undefined ? { done: true, value: undefined } : { done: false, value: utf8(piece) };
    },
    return: async () => {
      observed.cancelled = true;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => body,
  };
  return { body, observed };
}

test("a streamed body is read as it arrives, and its length is verified", async () => {
  const { body } = observedBody("one ", "two");
  const { client } = bench({ answers: [{ status: 200, headers: { "content-length": "7", "x-tag": "t" }, body }] });
  const { Body, Tag } = await getFile(client, { Name: "f" });
  expect([Tag, Body.contentLength, await Body.text()]).toEqual(["t", 7, "one two"]);
  const cut = observedBody("one");
  const { client: other } = bench({ answers: [{ status: 200, headers: { "content-length": "7" }, body: cut.body }] });
  await expect((await getFile(other, { Name: "f" })).Body.text()).rejects.toMatchObject({
    name: "IncompleteReadError",
  });
});

test("an answer without a body gives an empty stream", async () => {
  const { client } = bench({ answers: [{ status: 204, headers: {} }] });
  const { Body } = await getFile(client, { Name: "f" });
  expect(await Body.text()).toBe("");
});

test.each([
  ["without limits", {}],
  ["with limits", { callTimeoutMs: 60_000, signal: new AbortController().signal }],
])("giving up a body lets go of its connection, before the first read as well: %s", async (_, options) => {
  const { body, observed } = observedBody("one");
  const { client } = bench({ answers: [{ status: 200, headers: {}, body }] });
  const { Body } = await getFile(client, { Name: "f" }, options);
  await Body.cancel();
  expect(observed.cancelled).toBe(true);
});

test("a handler of before-parse that throws lets go of a body that was to be read", async () => {
  const { body, observed } = observedBody("one");
  const { client } = bench({ answers: [{ status: 200, headers: {}, body }] });
  client.meta.events.register("before-parse", () => {
    throw new Error("refused");
  });
  await expect(getFile(client, { Name: "f" })).rejects.toThrow("refused");
  expect(observed.cancelled).toBe(true);
});

const checked = { modeMember: "Mode", responseAlgorithms: ["SHA256", "CRC32"] };
const getChecked = operation<{ Name: string; Mode?: string }, { Body: StreamingBody }>({
  ...getFile.model,
  input: { ...getFile.model.input, Mode: STRING },
  checksum: checked,
  responseChecksums,
});
const readChecked = operation<{ Name: string; Mode?: string }, { Name?: string }>({
  ...getThing.model,
  input: { ...getThing.model.input, Mode: STRING },
  checksum: checked,
  responseChecksums,
});

function summed(text: string, sum = createHash("sha256").update(text).digest("base64")) {
  return { status: 200, headers: { "x-amz-checksum-sha256": sum }, body: utf8(text) };
}

test("a checksum of a streamed body is verified at its end", async () => {
  const { client } = bench({ answers: [summed("file"), summed("file", "wrong")] });
  const first = await getChecked(client, { Name: "f" });
  expect(await first.Body.text()).toBe("file");
  expect(first.$metadata.checksumAlgorithm).toBe("sha256");
  const second = await getChecked(client, { Name: "f" });
  await expect(second.Body.text()).rejects.toMatchObject({ name: "FlexibleChecksumError" });
});

test("a checksum of a body that is read at once is verified at once, and not retried", async () => {
  const { client, requests } = bench({ answers: [summed('{"Name":"a"}'), summed('{"Name":"a"}', "wrong")] });
  expect(await readChecked(client, { Name: "a" })).toMatchObject({
    Name: "a",
    $metadata: { checksumAlgorithm: "sha256" },
  });
  await expect(readChecked(client, { Name: "a" })).rejects.toMatchObject({
    name: "FlexibleChecksumError",
    operation: "GetThing",
    statusCode: 200,
  });
  expect(requests).toHaveLength(2);
});

test("checksums that nobody asked for, and those of errors, are not verified", async () => {
  const wrong = { "x-amz-checksum-sha256": "wrong" };
  const config = { responseChecksumValidation: "when_required" } as const;
  const { client } = bench({ answers: [{ status: 200, headers: wrong, body: utf8('{"Name":"a"}') }], config });
  expect(await readChecked(client, { Name: "a" })).toMatchObject({ Name: "a" });
  const refused = refusal("NoSuchThing", 404);
  const { client: other } = bench({ answers: [{ ...refused, headers: { ...refused.headers, ...wrong } }] });
  await expect(readChecked(other, { Name: "a" })).rejects.toMatchObject({ name: "NoSuchThing" });
});

test("bodies that are sent get their checksum: bytes in a header, streams over TLS behind them", async () => {
  const putChecked = operation<{ Name: string; Body: Blob | AsyncIterable<Uint8Array> }, object>({
    ...putFile.model,
    checksum: { required: 1 },
    requestChecksums,
  });
  const { client, requests } = bench();
  await putChecked(client, { Name: "f", Body: new Blob(["hello"]) });
  expect(requests[0]?.headers).toMatchObject({
    "X-Amz-Trailer": "x-amz-checksum-crc32",
    "X-Amz-Decoded-Content-Length": "5",
    "Content-Encoding": "aws-chunked",
  });
  expect(await new Response(requests[0]?.body as never).text()).toBe(
    "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
  );
  const { client: plain, requests: sent } = bench({ config: { useSsl: false } });
  await putChecked(plain, { Name: "f", Body: new Blob(["hello"]) });
  expect(sent[0]?.headers).toMatchObject({ "x-amz-checksum-crc32": "NhCmhg==" });
});

const Events$: Schema = { $: { eventStream: 1 }, Said: { Text: ["t", blob$, EVENT_PAYLOAD] } };
const listen = operation<{ Name: string }, { Events: AsyncIterable<{ Said?: { Text: Uint8Array } }> }>({
  name: "Listen",
  http: ["GET", "/events/{Name}"],
  input: { Name: ["t", STRING, URI + REQUIRED] },
  output: { Events: ["t", Events$, PAYLOAD + STREAMING] },
  events: eventStreams,
  streams,
});

function event(text: string): string {
  const headers = new Map([
    [":message-type", { type: "string", value: "event" } as const],
    [":event-type", { type: "string", value: "Said" } as const],
  ]);
  return String.fromCharCode(...encodeMessage({ headers, payload: utf8(text) }));
}

test("an event stream is read event by event, and left early it lets go of its connection", async () => {
  const bytes = Uint8Array.from(event("one") + event("two"), (char) => char.charCodeAt(0));
  let cancelled = false;
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(bytes),
    cancel() {
      cancelled = true;
    },
  });
  const { client } = bench({ answers: [{ status: 200, headers: {}, body }] });
  const heard: string[] = [];
  for await (const { Said } of (await listen(client, { Name: "a" })).Events) {
    heard.push(new TextDecoder().decode(Said?.Text));
    if (heard.length === 2) break;
  }
  expect(heard).toEqual(["one", "two"]);
  expect(cancelled).toBe(true);
});

test("an event stream that nobody listens to can be given up", async () => {
  const { body, observed } = observedBody("");
  const { client } = bench({ answers: [{ status: 200, headers: {}, body }] });
  client.meta.events.register("after-call", () => {
    throw new Error("refused");
  });
  await expect(listen(client, { Name: "a" })).rejects.toThrow("refused");
  expect(observed.cancelled).toBe(true);
});

test("over the network a streamed output arrives before its body has ended", async () => {
  let finish = (): void => {};
  const server = await httpServer((_, response) => {
    response.write("one ");
    finish = () => response.end("two");
  });
  const client = new TestClient({ region: "r", endpoint: server.url, credentials, loadConfig: false });
  const { Body } = await getFile(client, { Name: "f" });
  finish();
  expect(await Body.text()).toBe("one two");
  client.close();
});

test("over the network a connection that breaks before the answer is tried again", async () => {
  let connections = 0;
  const server = await rawServer(async (socket) => {
    connections += 1;
    await headArrived(socket);
    if (connections === 1) socket.destroy();
    else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{"Name":"late"}');
  });
  const sleep = async () => {};
  const client = new TestClient({ region: "r", endpoint: server.url, credentials, loadConfig: false, sleep });
  expect(await getThing(client, { Name: "a" })).toMatchObject({
    Name: "late",
    $metadata: { attempts: 2, attemptLog: [{ reason: "ConnectionClosedError" }, {}] },
  });
  client.close();
});
