import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer, type Socket } from "node:net";
import { BedrockRuntimeClient, invokeModelWithBidirectionalStream } from "@inia/client-bedrock-runtime";
import type { CallOptions, ClientConfig } from "@inia/core";
import { createHttpHandler, type HttpMetrics } from "@inia/core/http";
import { expect, onTestFinished, test } from "vitest";
import { certificate } from "../testing/certificate.js";
import { failureOf, listed, type Started, signalled, start } from "../testing/converse.js";
import type { Step } from "./conversation.js";
import type { EventStreamsOptions } from "./server.js";

interface Chunk {
  readonly chunk: { readonly bytes: string };
}

/** An input that gives what it is told to, and tells when it is let go of. */
class Microphone implements AsyncIterable<Chunk> {
  readonly #given: Chunk[];
  readonly returned: Promise<void>;
  readonly #return: () => void;
  asked = 0;

  constructor(...words: string[]) {
    this.#given = words.map((bytes) => ({ chunk: { bytes } }));
    const { promise, resolve } = signalled();
    this.returned = promise;
    this.#return = resolve;
  }

  [Symbol.asyncIterator](): AsyncIterator<Chunk> {
    return {
      next: () => {
        this.asked++;
        const value = this.#given.shift();
        // Then there is silence, for ever.
        return value ? Promise.resolve({ done: false, value }) : new Promise(() => {});
      },
      return: async () => {
        this.#return();
        return { done: true, value: undefined };
      },
    };
  }
}

interface Talk extends Started {
  readonly client: BedrockRuntimeClient;
  readonly metrics: () => HttpMetrics;
}

async function talkTo(options: EventStreamsOptions, config: ClientConfig = {}): Promise<Talk> {
  const started = await start(options);
  const httpHandler = createHttpHandler({ tls: { ca: certificate.cert } });
  onTestFinished(() => httpHandler.close());
  const client = new BedrockRuntimeClient({ ...started.config, httpHandler, ...config });
  return { ...started, client, metrics: () => httpHandler.metrics() };
}

function invoke(client: BedrockRuntimeClient, body: AsyncIterable<Chunk> | Chunk[], options?: CallOptions) {
  return invokeModelWithBidirectionalStream(client, { modelId: "m", body }, options);
}

async function* say(...steps: Step[]): AsyncGenerator<Step> {
  yield* steps;
}

const hello: Step = { event: "chunk", payload: { bytes: "aGVsbG8=" } };
const silence: Step = { fault: "stall" };

test("an abort in the middle rejects at once with its reason, and lets go of everything", async () => {
  const { server, client, metrics } = await talkTo({ script: () => say(hello, silence) });
  const controller = new AbortController();
  const microphone = new Microphone("one");
  const { body } = await invoke(client, microphone, { signal: controller.signal });
  const reason = new Error("enough");
  const heard: unknown[] = [];
  const error = await failureOf(
    (async () => {
      for await (const event of body) {
        heard.push(event);
        controller.abort(reason);
      }
    })(),
  );
  expect(error).toBe(reason);
  expect(heard).toHaveLength(1);
  await microphone.returned;
  await server.quiet();
  expect(server.conversations[0]?.end).toBe("cancelled");
  expect(metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test("an abort before the head rejects at once with its reason", async () => {
  const { server, client, metrics } = await talkTo({ holdHead: true, script: () => say(silence) });
  const controller = new AbortController();
  const microphone = new Microphone("one");
  const call = invoke(client, microphone, { signal: controller.signal });
  while (server.conversations.length === 0) await new Promise(setImmediate);
  const reason = new Error("enough");
  controller.abort(reason);
  expect(await failureOf(call)).toBe(reason);
  await microphone.returned;
  await server.quiet();
  expect(metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test("a signal that was aborted before sends nothing, and reads nothing", async () => {
  const { server, client } = await talkTo({});
  const microphone = new Microphone("one");
  const reason = new Error("enough");
  expect(await failureOf(invoke(client, microphone, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(microphone.asked).toBe(0);
  expect(server.conversations).toHaveLength(0);
});

test("leaving the loop over the output lets go of the input", async () => {
  const { server, client, metrics } = await talkTo({ script: () => say(hello, hello, silence) });
  const microphone = new Microphone("one");
  const { body } = await invoke(client, microphone);
  for await (const _ of body) break;
  await microphone.returned;
  await server.quiet();
  expect(server.conversations[0]?.end).toBe("cancelled");
  expect(metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test("an output that is returned while its next event is waited for ends", async () => {
  const { client } = await talkTo({ script: () => say(hello, silence) });
  const microphone = new Microphone("one");
  const { body } = await invoke(client, microphone);
  const events = body[Symbol.asyncIterator]();
  await events.next();
  const pending = events.next();
  await events.return?.();
  expect(await pending).toEqual({ done: true, value: undefined });
  await microphone.returned;
});

test("an output that the service ends lets go of an input that still goes on", async () => {
  const { server, client, metrics } = await talkTo({ script: () => say(hello) });
  const microphone = new Microphone("one");
  const { body } = await invoke(client, microphone);
  expect(await listed(body)).toHaveLength(1);
  await microphone.returned;
  await server.quiet();
  expect(metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test.each<[string, Step, string, RegExp]>([
  ["resets the stream", { fault: "reset" }, "ResponseStreamingError", /NGHTTP2_INTERNAL_ERROR/],
  ["drops the connection", { fault: "hang-up" }, "ResponseStreamingError", /reading the response to POST \/model\/m\//],
])("a server that %s in the middle", async (_, fault, name, message) => {
  const heard = signalled();
  const { client, metrics } = await talkTo({
    async *script() {
      yield hello;
      await heard.promise;
      yield fault;
    },
  });
  const microphone = new Microphone("one");
  const { body } = await invoke(client, microphone);
  const events: unknown[] = [];
  const error = await failureOf(
    (async () => {
      for await (const event of body) {
        events.push(event);
        heard.resolve();
      }
    })(),
  );
  expect(events).toHaveLength(1);
  expect(error).toMatchObject({ name, message: expect.stringMatching(message), service: "bedrock-runtime" });
  await microphone.returned;
  expect(metrics()).toMatchObject({ waiting: 0, unreadBodies: 0 });
});

test("a connection that breaks before the head is told as it is: events that were read cannot be sent again", async () => {
  const { server, client } = await talkTo({
    holdHead: true,
    async *script(events) {
      for await (const _ of events) yield { fault: "reset" };
    },
  });
  const microphone = new Microphone("one");
  const error = await failureOf(invoke(client, microphone));
  expect(error).toMatchObject({
    name: "UnseekableStreamError",
    message: expect.stringContaining("array of events"),
    cause: { name: "ConnectionClosedError", message: expect.stringContaining("NGHTTP2_INTERNAL_ERROR") },
    attempts: 1,
  });
  expect(server.conversations).toHaveLength(1);
  await microphone.returned;
});

test("an array of events is sent again", async () => {
  let attempts = 0;
  const { server, client } = await talkTo({
    holdHead: true,
    async *script(events) {
      const received = await listed(events);
      if (++attempts < 3) yield { refuse: 503, code: "ServiceUnavailableException", message: "later" };
      else yield { event: "chunk", payload: received[0]?.payload };
    },
  });
  const { body, $metadata } = await invoke(client, [{ chunk: { bytes: "one" } }]);
  expect(await listed(body)).toHaveLength(1);
  expect($metadata.attempts).toBe(3);
  await server.quiet();
  expect(server.conversations.map(({ failure, events }) => [failure, events.length])).toEqual([
    [undefined, 1],
    [undefined, 1],
    [undefined, 1],
  ]);
});

test("a refusal while the input goes on gives the service's error, and lets go of the input", async () => {
  const { client } = await talkTo({
    holdHead: true,
    script: () => say({ refuse: 400, code: "ValidationException", message: "no such model" }),
  });
  const microphone = new Microphone("one");
  expect(await failureOf(invoke(client, microphone))).toMatchObject({
    name: "ValidationException",
    statusCode: 400,
    message: expect.stringContaining("no such model"),
  });
  await microphone.returned;
});

test("a connection that fails before anything was read is tried again, with the same input", async () => {
  const { client, server, config } = await talkTo({ script: () => say(hello) });
  // The first connection ends before the server's settings; the others go through.
  let connections = 0;
  const gate = createTcpServer((socket: Socket) => {
    socket.on("error", () => {});
    if (++connections < 3) socket.destroy();
    else forward(socket, server.port);
  });
  await new Promise<void>((resolve) => gate.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void gate.close());
  client.close();
  const port = (gate.address() as AddressInfo).port;
  const second = new BedrockRuntimeClient({ ...config, endpoint: `http://127.0.0.1:${port}` });
  const microphone = new Microphone("one");
  const { body, $metadata } = await invoke(second, microphone);
  expect(await listed(body)).toHaveLength(1);
  expect($metadata.attempts).toBe(3);
  await microphone.returned;
  second.close();
});

test("after a GOAWAY a conversation goes on, and the next has a connection of its own", async () => {
  const next = signalled();
  const httpHandler = createHttpHandler({ maxConnections: 1 });
  onTestFinished(() => httpHandler.close());
  const { server, client } = await talkTo(
    {
      async *script() {
        yield { fault: "goaway" };
        yield hello;
        await next.promise;
        yield hello;
      },
    },
    { httpHandler },
  );
  const { body } = await invoke(client, new Microphone("one"));
  const first = body[Symbol.asyncIterator]();
  await first.next();
  const { body: other } = await invoke(client, new Microphone("two"));
  const second = other[Symbol.asyncIterator]();
  await second.next();
  next.resolve();
  expect((await first.next()).done).toBe(false);
  expect((await second.next()).done).toBe(false);
  expect(server.conversations.map(({ connection }) => connection)).toEqual([0, 1]);
  expect((await first.next()).done).toBe(true);
  expect((await second.next()).done).toBe(true);
});

test("a server that says nothing any more: ReadTimeoutError, and the connection is not used again", async () => {
  const { server, client } = await talkTo({ script: () => say(hello, silence) });
  const microphone = new Microphone("one");
  const { body } = await invoke(client, microphone, { readTimeoutMs: 60 });
  const error = await failureOf(listed(body));
  expect(error).toMatchObject({
    name: "ReadTimeoutError",
    message: expect.stringMatching(/Nothing was sent to or heard from .* for 60 ms \(readTimeoutMs\)/),
  });
  await microphone.returned;
  const { body: again } = await invoke(client, new Microphone("two"));
  for await (const _ of again) break;
  expect(server.conversations.map(({ connection }) => connection)).toEqual([0, 1]);
});

test("callTimeoutMs ends the wait for the head", async () => {
  const { client } = await talkTo({ holdHead: true, script: () => say(silence) });
  const microphone = new Microphone("one");
  expect(await failureOf(invoke(client, microphone, { callTimeoutMs: 60 }))).toMatchObject({
    name: "CallTimeoutError",
  });
  await microphone.returned;
});

test("a server that does not answer the connection: ConnectTimeoutError says what it was waiting for", async () => {
  const mute = createTcpServer((socket) => socket.on("error", () => {}).resume());
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void mute.close());
  const { client, metrics } = await talkTo(
    {},
    { endpoint: `http://127.0.0.1:${(mute.address() as AddressInfo).port}` },
  );
  const microphone = new Microphone("one");
  expect(await failureOf(invoke(client, microphone, { connectTimeoutMs: 60, maxAttempts: 1 }))).toMatchObject({
    name: "ConnectTimeoutError",
    message: expect.stringContaining("waiting for the server's HTTP/2 settings"),
  });
  expect(microphone.asked).toBe(0);
  expect(metrics()).toEqual({ open: 0, idle: 0, waiting: 0, unreadBodies: 0 });
});

test("a server that speaks HTTP/1 only: EndpointConnectionError", async () => {
  const old = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => old.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void old.close());
  const { client, metrics } = await talkTo({}, { endpoint: `http://127.0.0.1:${(old.address() as AddressInfo).port}` });
  const microphone = new Microphone("one");
  expect(await failureOf(invoke(client, microphone, { maxAttempts: 1 }))).toMatchObject({
    name: "EndpointConnectionError",
    message: expect.stringContaining("waiting for the server's HTTP/2 settings"),
  });
  expect(microphone.asked).toBe(0);
  expect(metrics().open).toBe(0);
});

test("a certificate that nobody vouches for: SSLError with advice", async () => {
  const httpHandler = createHttpHandler();
  onTestFinished(() => httpHandler.close());
  const { client } = await talkTo({ tls: certificate }, { httpHandler });
  const error = await failureOf(invoke(client, new Microphone("one"), { maxAttempts: 1 }));
  expect(error).toMatchObject({ name: "SSLError", message: expect.stringContaining("tls.ca") });
});

test("more conversations than a connection takes open another, up to maxConnections; the rest wait", async () => {
  const end = signalled();
  const { server, config } = await start({
    maxConcurrentStreams: 2,
    async *script() {
      yield hello;
      await end.promise;
    },
  });
  const httpHandler = createHttpHandler({ maxConnections: 2 });
  onTestFinished(() => httpHandler.close());
  const client = new BedrockRuntimeClient({ ...config, httpHandler });
  const talks = Array.from({ length: 5 }, () =>
    invoke(client, [{ chunk: { bytes: "one" } }]).then(({ body }) => listed(body)),
  );
  while (httpHandler.metrics().waiting !== 1 || server.conversations.length < 4) await new Promise(setImmediate);
  expect(httpHandler.metrics()).toMatchObject({ open: 2, waiting: 1 });
  end.resolve();
  expect(await Promise.all(talks)).toHaveLength(5);
  expect(server.conversations).toHaveLength(5);
});

test("close() lets conversations end, and nothing is left then", async () => {
  const end = signalled();
  const { server, client, metrics, config } = await talkTo({
    async *script() {
      yield hello;
      await end.promise;
      yield hello;
    },
  });
  client.close();
  const own = new BedrockRuntimeClient(config);
  const { body } = await invoke(own, new Microphone("one"));
  own.close();
  end.resolve();
  expect(await listed(body)).toHaveLength(2);
  while (server.connections > 0) await new Promise(setImmediate);
  expect(metrics().open).toBe(0);
});

test("bytes that are no events end the output with a parser's error", async () => {
  const { client } = await talkTo({ script: () => say({ bytes: new Uint8Array(32) }, silence) });
  const microphone = new Microphone("one");
  const { body } = await invoke(client, microphone);
  expect(await failureOf(listed(body))).toMatchObject({ name: "EventStreamParserError" });
  await microphone.returned;
});

function forward(socket: Socket, port: number): void {
  void import("node:net").then(({ connect }) => {
    const onward = connect(port, "127.0.0.1");
    onward.on("error", () => {});
    socket.pipe(onward).pipe(socket);
    socket.on("close", () => onward.destroy());
    onward.on("close", () => socket.destroy());
  });
}
