import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { createFetchHandler, type FetchHandlerSettings } from "./fetch-handler.js";
import type { PlatformHttpHandler } from "./handler-settings.js";
import type { HttpRequest, HttpResponse } from "./message.js";
import { closedPort, headArrived, httpServer, httpsServer, rawServer } from "./testdata/loopback.js";

const handler = createFetchHandler();
const buffering = createFetchHandler({ streamsRequests: false });

afterEach(() => expect(handler.metrics().unreadBodies).toBe(0));

function get(url: string): HttpRequest {
  return { method: "GET", url, headers: {} };
}

function text(response: HttpResponse): string {
  return new TextDecoder().decode(response.body as Uint8Array);
}

function open(sender: PlatformHttpHandler, url: string, options = {}): Promise<AsyncIterableIterator<Uint8Array>> {
  return sender
    .send(get(url), { streaming: true, ...options })
    .then(({ body }) => body as AsyncIterableIterator<Uint8Array>);
}

async function* pieces(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const piece of texts) yield new TextEncoder().encode(piece);
}

test("answers with status, reason, headers and bytes", async () => {
  const server = await httpServer((_, response) => response.writeHead(404, "Nope", { "X-Id": "1" }).end("hi"));
  const response = await handler.send(get(server.url), {});
  expect(response).toMatchObject({ status: 404, reason: "Nope" });
  expect(response.headers["x-id"]).toBe("1");
  expect(text(response)).toBe("hi");
});

test("headers that fetch sets itself are left to it, and bytes are asked for as they are", async () => {
  const server = await httpServer(({ headers }, response) =>
    response.end(`${headers["x-a"]} ${headers["accept-encoding"]}`),
  );
  const headers = {
    Host: "other",
    Connection: "close",
    Expect: "100-continue",
    "Transfer-Encoding": "chunked",
    "x-a": "b",
  };
  expect(text(await handler.send({ ...get(server.url), headers }, {}))).toBe("b identity");
});

test.each<[string, FetchHandlerSettings, string]>([
  ["streamed", {}, "undefined abcd"],
  ["held in memory where fetch cannot stream", { streamsRequests: false }, "4 abcd"],
])("an async iterable is %s", async (_, settings, expected) => {
  const server = await httpServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    response.end(`${request.headers["content-length"]} ${body}`);
  });
  const request = { method: "PUT", url: server.url, headers: {}, body: pieces("ab", "cd") };
  expect(text(await createFetchHandler(settings).send(request, {}))).toBe(expected);
});

test("a stream whose length is announced keeps it", async () => {
  const server = await httpServer((request, response) => response.end(request.headers["content-length"]));
  const headers = { "Content-Length": "4" };
  expect(text(await handler.send({ method: "PUT", url: server.url, headers, body: pieces("ab", "cd") }, {}))).toBe("4");
});

test.each([
  ["streaming", handler],
  ["buffering", buffering],
])("what the caller's stream throws comes back as it is, %s", async (_, sender) => {
  const server = await httpServer((request) => request.resume());
  const mine = new Error("disk on fire");
  const body = (async function* () {
    yield new Uint8Array(1);
    throw mine;
  })();
  await expect(sender.send({ method: "PUT", url: server.url, headers: {}, body }, {})).rejects.toBe(mine);
});

test.each(["/a/../b", "/./a", "/a/%2E%2e", "/a/."])(
  "the path %s, which fetch would change, is refused",
  async (path) => {
    await expect(handler.send(get(`http://127.0.0.1:1${path}`), {})).rejects.toMatchObject({ name: "ValidationError" });
  },
);

test("redirects are not followed", async () => {
  const server = await httpServer((_, response) => response.writeHead(307, { location: "/elsewhere" }).end("moved"));
  expect(await handler.send(get(server.url), {})).toMatchObject({ status: 307, headers: { location: "/elsewhere" } });
});

test("a redirect that the platform hides is an error that says so", async () => {
  const hidden = createFetchHandler({ fetch: async () => ({ type: "opaqueredirect", status: 0 }) });
  await expect(hidden.send(get("http://bucket.example/key"), {})).rejects.toMatchObject({
    name: "InvalidEndpointConfigurationError",
    message: expect.stringContaining("bucket.example answered GET /key with a redirect"),
  });
});

test("a body that fetch decoded no longer has the length of its encoded form", async () => {
  const { gzipSync } = await import("node:zlib");
  const server = await httpServer((_, response) => {
    const body = gzipSync("hello");
    response.writeHead(200, { "content-encoding": "gzip", "content-length": body.length }).end(body);
  });
  const response = await handler.send(get(server.url), {});
  expect(text(response)).toBe("hello");
  expect(response.headers).not.toHaveProperty("content-length");
});

test("settings of one's own are added to each request", async () => {
  let seen: Record<string, unknown> = {};
  const own = createFetchHandler({
    init: { cache: "no-store" },
    async fetch(url, init) {
      seen = { url, ...init };
      return new Response("ok");
    },
  });
  await own.send(get("http://host/x"), {});
  expect(seen).toMatchObject({ url: "http://host/x", method: "GET", cache: "no-store", redirect: "manual" });
});

test("settings of TLS are refused", () => {
  for (const tls of [{ verify: false }, { ca: "x" }, { cert: "x" }, { key: "x" }]) {
    expect(() => createFetchHandler({ tls })).toThrow("tls cannot be set here");
  }
  expect(createFetchHandler({ tls: { verify: true } })).toBeDefined();
});

test("proxies are refused", () => {
  expect(() => createFetchHandler({ proxies: { https: "http://proxy" } })).toThrow("proxies cannot be set here");
  expect(createFetchHandler({ proxies: {} })).toBeDefined();
});

test("refused: EndpointConnectionError", async () => {
  const port = await closedPort();
  await expect(handler.send(get(`http://127.0.0.1:${port}/`), {})).rejects.toMatchObject({
    name: "EndpointConnectionError",
    message: expect.stringContaining(`Could not connect to 127.0.0.1:${port}`),
  });
});

test("a failure without a reason, as in browsers: EndpointConnectionError", async () => {
  const browser = createFetchHandler({ fetch: () => Promise.reject(new TypeError("Failed to fetch")) });
  await expect(browser.send(get("http://host/"), {})).rejects.toMatchObject({
    name: "EndpointConnectionError",
    message: expect.stringContaining("Failed to fetch"),
  });
});

test("an unknown certificate: SSLError", async () => {
  const server = await httpsServer((_, response) => response.end());
  await expect(handler.send(get(server.url), {})).rejects.toMatchObject({ name: "SSLError" });
});

test("reset before the head: ConnectionClosedError", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.resetAndDestroy();
  });
  await expect(handler.send(get(`${server.url}/key?secret`), {})).rejects.toMatchObject({
    name: "ConnectionClosedError",
    message: expect.stringMatching(/waiting for the response to GET \/key:/),
  });
});

test("stall before the head: ReadTimeoutError", async () => {
  const server = await rawServer(() => {});
  const options = { connectTimeoutMs: 10, readTimeoutMs: 20 };
  await expect(handler.send(get(server.url), options)).rejects.toMatchObject({
    name: "ReadTimeoutError",
    message: expect.stringContaining(
      "for 30 ms (connectTimeoutMs + readTimeoutMs) while waiting for the response to GET /",
    ),
  });
});

const head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

async function stalling(): Promise<{ url: string }> {
  return rawServer(async (socket) => {
    await headArrived(socket);
    socket.write(`${head}123`);
  });
}

test("stall in the body: ReadTimeoutError, streamed or not", async () => {
  const server = await stalling();
  const stalled = { name: "ReadTimeoutError", message: expect.stringContaining("(3 bytes of the body so far)") };
  await expect(handler.send(get(server.url), { readTimeoutMs: 30 })).rejects.toMatchObject(stalled);
  const body = await open(handler, server.url, { readTimeoutMs: 30 });
  expect((await body.next()).value).toHaveLength(3);
  await new Promise((resolve) => setTimeout(resolve, 60));
  await expect(body.next()).rejects.toMatchObject(stalled);
});

test("a body that breaks: ConnectionClosedError, ResponseStreamingError when streamed", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write(`${head}123`, () => setTimeout(() => socket.resetAndDestroy(), 20));
  });
  await expect(handler.send(get(server.url), {})).rejects.toMatchObject({ name: "ConnectionClosedError" });
  const body = await open(handler, server.url);
  await body.next();
  await expect(body.next()).rejects.toMatchObject({ name: "ResponseStreamingError" });
});

test("a streamed body is read, counted, and cancelled", async () => {
  const server = await httpServer((_, response) => response.end("whole"));
  const body = await open(handler, server.url);
  expect(handler.metrics().unreadBodies).toBe(1);
  let read = "";
  for await (const chunk of body) read += new TextDecoder().decode(chunk);
  expect(read).toBe("whole");
  expect(handler.metrics().unreadBodies).toBe(0);
  const stalled = await stalling();
  await (await open(handler, stalled.url)).return?.();
});

test("a streamed body that nobody reads lets go of its connection when it is collected", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const server = await httpServer((_, response) => void response.write("beginning"));
  const { signal } = new AbortController();
  await (async () => void (await open(handler, server.url, { signal })))();
  expect(handler.metrics().unreadBodies).toBe(1);
  await expect
    .poll(
      () => {
        collect();
        return handler.metrics().unreadBodies;
      },
      { timeout: 10_000 },
    )
    .toBe(0);
});

test("an abort rejects with the signal's own reason in every phase", async () => {
  const reason = { my: "reason" };
  await expect(handler.send(get("http://127.0.0.1:1/"), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);

  const silent = await rawServer(() => {});
  const abort = new AbortController();
  const sent = handler.send(get(silent.url), { signal: abort.signal });
  await new Promise((resolve) => setTimeout(resolve, 20));
  abort.abort(reason);
  await expect(sent).rejects.toBe(reason);

  const later = new AbortController();
  const body = await open(handler, (await stalling()).url, { signal: later.signal });
  await body.next();
  const next = body.next();
  later.abort(reason);
  await expect(next).rejects.toBe(reason);
});

test("HTTP/2 is refused", async () => {
  await expect(handler.send(get("http://127.0.0.1:1/"), { http2: true })).rejects.toThrow("over HTTP/2");
});

test("trust that only the environment asks for is passed over", () => {
  expect(() => createFetchHandler({ tls: { ca: "bundle.pem" } })).toThrow("tls cannot be set here");
  expect(createFetchHandler({ tls: { ca: "bundle.pem" }, tlsGiven: false })).toHaveProperty("send");
});
