import type { Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createHttpHandler } from "./handler.node.js";
import type { HttpHandlerSettings, PlatformHttpHandler } from "./handler-settings.js";
import type { HttpRequest } from "./message.js";
import { closedPort, headArrived, httpServer, httpsServer, rawServer } from "./testdata/loopback.js";

const opened: PlatformHttpHandler[] = [];
afterEach(() => {
  for (const handler of opened.splice(0)) handler.close();
});

function handler(settings: HttpHandlerSettings = {}): PlatformHttpHandler {
  const created = createHttpHandler(settings);
  opened.push(created);
  return created;
}

function get(url: string): HttpRequest {
  return { method: "GET", url, headers: {} };
}

const nothingLeft = { open: 0, idle: 0, waiting: 0, unreadBodies: 0 };

test("refused: EndpointConnectionError with host and cause", async () => {
  const port = await closedPort();
  const sender = handler();
  await expect(sender.send(get(`http://127.0.0.1:${port}/`), {})).rejects.toMatchObject({
    name: "EndpointConnectionError",
    message: expect.stringContaining(`Could not connect to 127.0.0.1:${port}`),
    cause: { code: "ECONNREFUSED" },
  });
  expect(sender.metrics()).toEqual(nothingLeft);
});

test("a name that does not resolve: EndpointConnectionError while resolving", async () => {
  await expect(handler().send(get("http://no-such-host.invalid/"), {})).rejects.toMatchObject({
    name: "EndpointConnectionError",
    message: expect.stringContaining("while resolving the host name"),
  });
});

test.each<[string, (socket: Socket) => void, string, RegExp]>([
  [
    "reset before the head",
    (s) => s.resetAndDestroy(),
    "ConnectionClosedError",
    /waiting for the response to GET \/key/,
  ],
  ["closed before the head", (s) => s.end(), "ConnectionClosedError", /waiting for the response to GET \/key/],
  [
    "reset in the head",
    (s) => s.write("HTTP/1.1 200 OK\r\nConte", () => s.resetAndDestroy()),
    "ConnectionClosedError",
    /waiting for the response/,
  ],
  [
    "reset in the body",
    (s) => s.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345", () => setImmediate(() => s.resetAndDestroy())),
    "ConnectionClosedError",
    /reading the response to GET \/key \(5 bytes of the body so far\)/,
  ],
  [
    "truncated body",
    (s) => s.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"),
    "ConnectionClosedError",
    /5 bytes of the body so far/,
  ],
  [
    "truncated chunks",
    (s) => s.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n"),
    "ConnectionClosedError",
    /5 bytes of the body so far/,
  ],
  ["no HTTP", (s) => s.end("SSH-2.0-OpenSSH\r\n"), "ConnectionClosedError", /something that is not HTTP/],
  [
    "switching protocols",
    (s) => s.write("HTTP/1.1 101 Go\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"),
    "ConnectionClosedError",
    /closed/,
  ],
])("%s", async (_, fault, name, message) => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    fault(socket);
  });
  const sender = handler();
  const sent = sender.send(get(`${server.url}/key?X-Amz-Signature=secret`), {});
  await expect(sent).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  await expect(sent).rejects.not.toMatchObject({ message: expect.stringContaining("secret") });
  await expect.poll(() => sender.metrics()).toEqual(nothingLeft);
});

test("a body that ends with the connection is whole where no length was announced", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.end("HTTP/1.1 200 OK\r\n\r\nall of it");
  });
  const response = await handler().send(get(server.url), {});
  expect(new TextDecoder().decode(response.body as Uint8Array)).toBe("all of it");
});

test("bytes beyond the announced length do not reach the next answer", async () => {
  const server = await rawServer((socket) => {
    socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 Evil\r\n\r\n"));
  });
  const sender = handler();
  for (let i = 0; i < 3; i++) expect((await sender.send(get(server.url), {})).status).toBe(200);
});

test.each([
  ["nothing", "Content-Length: 0\r\n\r\nmore", ""],
  ["a body", "Content-Length: 2\r\n\r\nokmore", "ok"],
  ["chunks", "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nmore", "ok"],
])("what follows a whole answer does not spoil it: %s", async (_, rest, expected) => {
  for (const streaming of [false, true]) {
    const server = await rawServer(async (socket) => {
      await headArrived(socket);
      socket.write(`HTTP/1.1 200 OK\r\n${rest}`);
    });
    const sender = handler();
    const { body } = await sender.send(get(server.url), { streaming });
    let text = "";
    for await (const chunk of ArrayBuffer.isView(body) ? [body] : body!) text += Buffer.from(chunk).toString();
    expect(text).toBe(expected);
    await expect.poll(() => sender.metrics()).toEqual(nothingLeft);
  }
});

test("closed while idle, found out only by the next request: ConnectionClosedError that says so", async () => {
  const server = await rawServer((socket) => {
    let requests = 0;
    socket.on("data", () => {
      if (++requests === 1) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      else socket.resetAndDestroy();
    });
  });
  const sender = handler();
  await sender.send(get(server.url), {});
  await expect(sender.send(get(server.url), {})).rejects.toMatchObject({
    name: "ConnectionClosedError",
    message: expect.stringContaining("on a connection that had been idle"),
  });
});

test("closed while idle and noticed in time: another connection is opened", async () => {
  const server = await httpServer((_, response) => response.end());
  const sender = handler();
  await sender.send(get(server.url), {});
  server.accepted[0]!.destroy();
  await expect.poll(() => sender.metrics().open).toBe(0);
  expect((await sender.send(get(server.url), {})).status).toBe(200);
});

test("stall before the head: ReadTimeoutError says how long and for what", async () => {
  const server = await rawServer(() => {});
  const sender = handler();
  await expect(sender.send(get(`${server.url}/key?secret`), { readTimeoutMs: 30 })).rejects.toMatchObject({
    name: "ReadTimeoutError",
    message: `Nothing was heard from 127.0.0.1:${server.port} for 30 ms (readTimeoutMs) while waiting for the response to GET /key.`,
  });
  await expect.poll(() => sender.metrics()).toEqual(nothingLeft);
});

test("stall in the body: ReadTimeoutError tells how much came", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123");
  });
  await expect(handler().send(get(server.url), { readTimeoutMs: 30 })).rejects.toMatchObject({
    name: "ReadTimeoutError",
    message: expect.stringContaining("3 bytes of the body so far"),
  });
});

test("interim answers do not put off the read timeout", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    const storm = setInterval(() => socket.write("HTTP/1.1 102 Processing\r\n\r\n"), 5);
    socket.on("close", () => clearInterval(storm));
  });
  await expect(handler().send(get(server.url), { readTimeoutMs: 60 })).rejects.toThrow("60 ms (readTimeoutMs)");
});

test("stall in the TLS handshake: ConnectTimeoutError says so", async () => {
  const server = await rawServer(() => {});
  const sender = handler();
  await expect(sender.send(get(`https://127.0.0.1:${server.port}/`), { connectTimeoutMs: 30 })).rejects.toMatchObject({
    name: "ConnectTimeoutError",
    message: `No connection to 127.0.0.1:${server.port} within 30 ms (connectTimeoutMs): it was still in the TLS handshake.`,
  });
  expect(sender.metrics()).toEqual(nothingLeft);
});

test("cut in the TLS handshake: no connection", async () => {
  const server = await rawServer((socket) => socket.once("data", () => socket.destroy()));
  await expect(handler().send(get(`https://127.0.0.1:${server.port}/`), {})).rejects.toMatchObject({
    name: "EndpointConnectionError",
    message: expect.stringContaining("in the TLS handshake"),
  });
});

test("waiting for the pool is part of the connect timeout, and the message counts unread bodies", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123");
  });
  const sender = handler({ maxConnections: 1 });
  const { body } = await sender.send(get(server.url), { streaming: true });
  await expect(sender.send(get(server.url), { connectTimeoutMs: 30 })).rejects.toMatchObject({
    name: "ConnectTimeoutError",
    message: expect.stringContaining("waiting for one of 1 connections (maxConnections; 1 response body is unread)"),
  });
  expect(sender.metrics()).toEqual({ open: 1, idle: 0, waiting: 0, unreadBodies: 1 });
  await (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]().return?.();
});

test("beyond maxWaiting: PoolExhaustedError names the unread bodies", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123");
  });
  const sender = handler({ maxConnections: 1, maxWaiting: 1 });
  const { body } = await sender.send(get(`${server.url}/unread?secret`), { streaming: true });
  const abort = new AbortController();
  const queued = sender.send(get(server.url), { signal: abort.signal });
  await expect(sender.send(get(server.url), {})).rejects.toMatchObject({
    name: "PoolExhaustedError",
    message: expect.stringMatching(/1 requests wait already; 1 response body is unread \(GET http:.*\/unread\)\./),
  });
  abort.abort();
  await expect(queued).rejects.toBe(abort.signal.reason);
  expect(body).toBeDefined();
});

test("a waiting request gets a new connection when the one before it breaks", async () => {
  let connections = 0;
  const server = await rawServer(async (socket) => {
    const first = ++connections === 1;
    await headArrived(socket);
    if (first) socket.resetAndDestroy();
    else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  });
  const sender = handler({ maxConnections: 1 });
  const [first, second] = await Promise.allSettled([
    sender.send(get(server.url), {}),
    sender.send(get(server.url), {}),
  ]);
  expect([first.status, second.status]).toEqual(["rejected", "fulfilled"]);
});

test("a signal that is aborted already sends nothing", async () => {
  const server = await httpServer((_, response) => response.end());
  const reason = new Error("no");
  await expect(handler().send(get(server.url), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(server.accepted).toHaveLength(0);
});

test("an abort rejects with the signal's own reason in every phase and leaves no connection", async () => {
  const reason = { my: "reason" };
  const silent = await rawServer(() => {});
  const slow = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123");
  });
  const sender = handler();
  await sender.send(get(slow.url), { readTimeoutMs: 1 }).catch(() => {});
  const phases: [string, HttpRequest][] = [
    ["handshake", get(`https://127.0.0.1:${silent.port}/`)],
    ["connecting", get(silent.url)],
    ["head", get(silent.url)],
    ["body", get(slow.url)],
    ["upload", { ...get(silent.url), method: "PUT", body: new Uint8Array(50_000_000) }],
  ];
  for (const [phase, request] of phases) {
    const abort = new AbortController();
    const sent = sender.send(request, { signal: abort.signal });
    if (phase !== "connecting") await new Promise((resolve) => setTimeout(resolve, 20));
    abort.abort(reason);
    await expect(sent, phase).rejects.toBe(reason);
  }
  await expect.poll(() => sender.metrics()).toEqual(nothingLeft);
});

test("one signal may serve many requests", async () => {
  const warnings: Error[] = [];
  const note = (warning: Error): number => warnings.push(warning);
  process.on("warning", note);
  const server = await rawServer(() => {});
  const sender = handler();
  const abort = new AbortController();
  const sent = Array.from({ length: 20 }, () => sender.send(get(server.url), { signal: abort.signal }));
  abort.abort("stop");
  for (const result of await Promise.allSettled(sent)) expect(result).toEqual({ status: "rejected", reason: "stop" });
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", note);
  expect(warnings).toEqual([]);
});

test("TLS that fails after the handshake is an SSLError too", async () => {
  const server = await httpsServer((_, response) => response.end(), { requestCert: true, rejectUnauthorized: true });
  const { certificatePath } = await import("./testdata/loopback.js");
  await expect(handler({ tls: { ca: certificatePath } }).send(get(server.url), {})).rejects.toMatchObject({
    name: "SSLError",
    message: expect.stringContaining("certificate required"),
  });
});
