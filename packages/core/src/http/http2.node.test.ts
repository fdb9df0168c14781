import { readFileSync } from "node:fs";
import { createSecureServer, createServer, type Http2Server, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { expect, onTestFinished, test, vi } from "vitest";
import { createHttpHandler as createPublicHandler } from "./create-handler.js";
import { createHttpHandler } from "./handler.node.js";
import type { HttpHandlerSettings, PlatformHttpHandler } from "./handler-settings.js";
import { loadHttp2 } from "./load-http2.node.js";
import type { HttpRequest } from "./message.js";
import { certificatePath, closedPort, httpServer, keyPath } from "./testdata/loopback.js";
import { startProxy } from "./testdata/proxy.js";

type Listener = (stream: ServerHttp2Stream, headers: Readonly<Record<string, unknown>>) => void;

const identity = { key: readFileSync(keyPath), cert: readFileSync(certificatePath) };

async function http2Server(listener: Listener, secure = false): Promise<{ url: string; connections: Set<Socket> }> {
  const server: Http2Server = secure ? createSecureServer(identity) : createServer();
  server.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    listener(stream, headers);
  });
  const connections = new Set<Socket>();
  server.on(secure ? "secureConnection" : "connection", (socket: Socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of connections) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${secure ? "https" : "http"}://127.0.0.1:${port}`, connections };
}

function handler(settings?: HttpHandlerSettings): PlatformHttpHandler {
  const made = createPublicHandler(settings);
  onTestFinished(() => made.close());
  return made;
}

function post(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: "POST", url: `${url}/a/../b?x=%2F`, headers: {}, ...more };
}

const http2 = { http2: true };
const nothingLeft = { open: 0, idle: 0, waiting: 0, unreadBodies: 0 };

/** Answers with what came. */
function mirror(stream: ServerHttp2Stream, headers: Readonly<Record<string, unknown>>): void {
  const body: Buffer[] = [];
  stream.on("data", (piece: Buffer) => body.push(piece));
  stream.on("end", () => {
    stream.respond({ ":status": 201, "x-two": ["a", "b"], "content-type": "application/json" });
    stream.end(JSON.stringify({ ...headers, body: Buffer.concat(body).toString() }));
  });
}

test.each([
  ["without TLS", false],
  ["over TLS", true],
])("what is sent arrives as it is, %s", async (_, secure) => {
  const { url } = await http2Server(mirror, secure);
  const sender = handler({ tls: { ca: certificatePath } });
  const headers = { "X-Name": "olá", Connection: "keep-alive", "Transfer-Encoding": "chunked", Host: "elsewhere" };
  const response = await sender.send(post(url, { headers, body: new TextEncoder().encode("body") }), http2);
  expect(response).toMatchObject({ status: 201, headers: { "x-two": "a, b", "content-type": "application/json" } });
  expect(Object.keys(response.headers).some((name) => name.startsWith(":"))).toBe(false);
  const seen = JSON.parse(new TextDecoder().decode(response.body as Uint8Array));
  expect(seen).toEqual({
    ":method": "POST",
    ":scheme": secure ? "https" : "http",
    ":authority": url.slice(url.indexOf("//") + 2),
    ":path": "/a/../b?x=%2F",
    "accept-encoding": "identity",
    // One character per byte, as the signature has it.
    "x-name": Buffer.from("olá").toString("latin1"),
    body: "body",
  });
});

test("a web stream and an empty body are sent to their ends", async () => {
  const { url } = await http2Server(mirror);
  const sender = handler();
  const body = new Blob(["web ", "stream"]).stream() as ReadableStream<Uint8Array>;
  const [streamed, empty] = await Promise.all([sender.send(post(url, { body }), http2), sender.send(post(url), http2)]);
  const bodyOf = (bytes: unknown): string => JSON.parse(new TextDecoder().decode(bytes as Uint8Array)).body;
  expect([bodyOf(streamed.body), bodyOf(empty.body)]).toEqual(["web stream", ""]);
  while (sender.metrics().idle === 0) await new Promise(setImmediate);
  expect(sender.metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test("a failure of the request's own stream goes back as it is", async () => {
  const { url } = await http2Server(() => {});
  const reason = new Error("mine");
  async function* body(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(1);
    throw reason;
  }
  await expect(handler().send(post(url, { body: body() }), http2)).rejects.toBe(reason);
});

test("what cannot be written is a ValidationError, and the connection stays", async () => {
  const { url } = await http2Server(mirror);
  const sender = handler();
  await sender.send(post(url), http2);
  while (sender.metrics().idle === 0) await new Promise(setImmediate);
  for (const headers of [{ "no name": "x" }, { name: "a\nb" }]) {
    await expect(sender.send(post(url, { headers }), http2)).rejects.toMatchObject({ name: "ValidationError" });
  }
  expect(sender.metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test("a TLS server that only speaks HTTP/1 is told apart, and its socket is closed", async () => {
  const server = createTlsServer({ ...identity, ALPNProtocols: ["http/1.1"] });
  const silent = createTlsServer(identity);
  for (const each of [server, silent]) {
    await new Promise<void>((resolve) => each.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void each.close());
    const sender = handler({ tls: { ca: certificatePath } });
    const { port } = each.address() as AddressInfo;
    await expect(sender.send(post(`https://127.0.0.1:${port}`), http2)).rejects.toMatchObject({
      name: expect.stringMatching(/^(SSLError|EndpointConnectionError)$/),
      message: expect.stringMatching(/no application protocol|chose not to speak HTTP\/2/i),
    });
    expect(sender.metrics()).toEqual(nothingLeft);
  }
});

test("handlers of equal settings share a connection; the last to close closes it", async () => {
  const { url, connections } = await http2Server(mirror);
  const [first, second] = [handler(), handler()];
  await first.send(post(url), http2);
  await second.send(post(url), http2);
  expect(connections.size).toBe(1);
  first.close();
  await second.send(post(url), http2);
  expect(connections.size).toBe(1);
  second.close();
  while (connections.size > 0) await new Promise(setImmediate);
  expect(second.metrics()).toEqual(nothingLeft);
});

test("HTTP/1 and HTTP/2 go side by side, each over its own connections", async () => {
  const { url } = await http2Server(mirror);
  const { url: old } = await httpServer((_, response) => response.end("old"));
  const sender = handler();
  await Promise.all([sender.send(post(url), http2), sender.send({ method: "GET", url: old, headers: {} }, {})]);
  expect(sender.metrics()).toEqual({ open: 2, idle: 2, waiting: 0, unreadBodies: 0 });
});

test("a connection that the server closes while it is idle is not used again", async () => {
  const { url, connections } = await http2Server(mirror);
  const sender = handler();
  await sender.send(post(url), http2);
  for (const socket of connections) socket.end();
  while (sender.metrics().open > 0) await new Promise(setImmediate);
  expect((await sender.send(post(url), http2)).status).toBe(201);
});

test("a connection that was idle for longer than things on the way remember it is not used again", async () => {
  const accepted = new Set<unknown>();
  const { url } = await http2Server((stream, headers) => {
    accepted.add(stream.session);
    mirror(stream, headers);
  });
  const sender = handler();
  await sender.send(post(url), http2);
  while (sender.metrics().idle === 0) await new Promise(setImmediate);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
  onTestFinished(() => void vi.useRealTimers());
  await sender.send(post(url), http2);
  expect(accepted.size).toBe(2);
});

test("a body that nobody reads is told of, and cancelling it lets go of the stream", async () => {
  const { url } = await http2Server((stream) => {
    stream.respond({ ":status": 200 });
    stream.write("some");
  });
  const sender = handler();
  const { body } = await sender.send(post(url), { ...http2, streaming: true });
  await new Promise(setImmediate);
  expect(sender.metrics()).toMatchObject({ open: 1, idle: 0, unreadBodies: 1 });
  await (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]().return?.();
  while (sender.metrics().idle === 0) await new Promise(setImmediate);
  expect(sender.metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test("core's handler takes the code for HTTP/2 from the request, and says so where nothing gives it", async () => {
  const { url } = await http2Server(mirror);
  const bare = createHttpHandler();
  onTestFinished(() => bare.close());
  await expect(bare.send(post(url), http2)).rejects.toMatchObject({ name: "MissingDependencyException" });
  expect((await bare.send(post(url), { ...http2, loadHttp2 })).status).toBe(201);
});

test("no URL, no HTTP: the same errors as without HTTP/2", async () => {
  await expect(handler().send(post("ftp://127.0.0.1"), http2)).rejects.toMatchObject({ name: "ValidationError" });
});

test.each([
  ["without TLS", false],
  ["over TLS", true],
])("it goes through the proxy, by a tunnel, %s", async (_, secure) => {
  const { url } = await http2Server(mirror, secure);
  const proxy = await startProxy();
  const sender = handler({ tls: { ca: certificatePath }, proxies: { http: proxy.url, https: proxy.url } });
  const { status } = await sender.send(post(url), http2);
  expect(status).toBe(201);
  expect(proxy.asked.map(({ line }) => line)).toEqual([`CONNECT ${url.slice(url.indexOf("//") + 2)}`]);
});

test("a proxy that does not answer is named as one", async () => {
  const { url } = await http2Server(mirror);
  const sender = handler({ proxies: { http: `http://127.0.0.1:${await closedPort()}` } });
  await expect(sender.send(post(url), http2)).rejects.toMatchObject({ name: "ProxyConnectionError" });
});

test("messages show of the path what may be shown", async () => {
  const { url } = await http2Server((stream) => stream.close(2));
  const failing = handler().send(post(`${url}/secret-name`), { ...http2, shownPath: "/{Name}" });
  await expect(failing).rejects.toThrow(/waiting for the response to POST \/\{Name\}/);
  await expect(failing).rejects.not.toThrow(/secret-name/);
});
