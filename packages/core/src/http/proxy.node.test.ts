import { readFileSync } from "node:fs";
import type { TLSSocket } from "node:tls";
import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { createHttpHandler } from "./handler.node.js";
import type { HttpHandlerSettings, PlatformHttpHandler } from "./handler-settings.js";
import type { HttpRequest, HttpResponse } from "./message.js";
import {
  certificatePath,
  closedPort,
  elsewherePath,
  httpServer,
  httpsServer,
  keyPath,
  rawServer,
} from "./testdata/loopback.js";
import { startProxy } from "./testdata/proxy.js";

const opened: PlatformHttpHandler[] = [];
afterEach(() => {
  for (const handler of opened.splice(0)) handler.close();
});

const tls = { ca: certificatePath };
const certificate = readFileSync(certificatePath, "utf8");

function handler(settings: HttpHandlerSettings): PlatformHttpHandler {
  const created = createHttpHandler({ tls, ...settings });
  opened.push(created);
  return created;
}

function get(url: string): HttpRequest {
  return { method: "GET", url, headers: { "X-Own": "1" } };
}

function text({ body }: HttpResponse): string {
  return new TextDecoder().decode(body as Uint8Array);
}

const nothingLeft = { open: 0, idle: 0, waiting: 0, unreadBodies: 0 };

test("https goes through a tunnel: the proxy sees host and port alone", async () => {
  const server = await httpsServer((request, response) => response.end(`${request.url} ${request.headers.host}`));
  const proxy = await startProxy();
  const sender = handler({ proxies: { https: proxy.url } });
  for (let i = 0; i < 2; i++) {
    const response = await sender.send(get(`https://localhost:${server.port}/a/../b?x=%7e`), {});
    expect(text(response)).toBe(`/a/../b?x=%7e localhost:${server.port}`);
  }
  expect(proxy.asked).toEqual([
    { line: `CONNECT localhost:${server.port}`, headers: ["Host", `localhost:${server.port}`] },
  ]);
  sender.close();
  await expect.poll(() => proxy.tunnels.size).toBe(0);
});

test("http is for the proxy to forward: the request line has the whole URL, as it was signed", async () => {
  const server = await httpServer((request, response) =>
    response.end(`${request.url} ${request.rawHeaders.join(" ")}`),
  );
  const proxy = await startProxy({ account: "user:p@ss" });
  const sender = handler({ proxies: { http: proxy.url.replace("//", "//user:p%40ss@") } });
  const response = await sender.send(get(`${server.url}/a/../b//%2Fc?x=%7e`), {});
  const host = `127.0.0.1:${server.port}`;
  expect(text(response)).toMatch(`/a/../b//%2Fc?x=%7e Host ${host} Accept-Encoding identity X-Own 1`);
  expect(proxy.asked[0]).toEqual({
    line: `GET http://${host}/a/../b//%2Fc?x=%7e`,
    headers: expect.arrayContaining(["Proxy-Authorization", "Basic dXNlcjpwQHNz"]),
  });
  expect(text(response)).not.toContain("Basic");
});

test("user and password go to the proxy, never to the server", async () => {
  const server = await httpsServer((request, response) => response.end(request.rawHeaders.join(" ")));
  const proxy = await startProxy({ account: "user:secret" });
  const sender = handler({ proxies: { https: proxy.url.replace("//", "//user:secret@") } });
  expect(text(await sender.send(get(server.url), {}))).toBe(
    `Host 127.0.0.1:${server.port} Accept-Encoding identity X-Own 1`,
  );
  expect(proxy.asked[0]!.headers).toContain("Basic dXNlcjpzZWNyZXQ=");
});

test.each([
  ["without a scheme", (url: string) => url.replace("http://", "")],
  ["with slashes only", (url: string) => url.replace("http:", "")],
])("a URL %s means http", async (_, written) => {
  const server = await httpServer((_, response) => response.end("ok"));
  const proxy = await startProxy();
  expect(text(await handler({ proxies: { http: written(proxy.url) } }).send(get(server.url), {}))).toBe("ok");
  expect(proxy.asked).toHaveLength(1);
});

test("each scheme has its own proxy; one without is reached directly", async () => {
  const plain = await httpServer((_, response) => response.end("plain"));
  const proxy = await startProxy();
  const sender = handler({ proxies: { https: proxy.url } });
  expect(text(await sender.send(get(plain.url), {}))).toBe("plain");
  expect(proxy.asked).toEqual([]);
});

test("an https proxy: TLS with the proxy, the tunnel, and TLS with the server in it", async () => {
  const server = await httpsServer((request, response) => response.end((request.socket as TLSSocket).servername));
  const proxy = await startProxy({ secure: true });
  const sender = handler({ proxies: { https: proxy.url } });
  expect(text(await sender.send(get(`https://localhost:${server.port}`), {}))).toBe("localhost");
  sender.close();
  await expect.poll(() => proxy.tunnels.size).toBe(0);
  await expect.poll(() => sender.metrics()).toEqual(nothingLeft);
});

test("useForwardingForHttps: an https proxy gets https requests with their whole URL", async () => {
  const proxy = await httpsServer((request, response) => response.end(`${request.url} ${request.headers.host}`));
  const sender = handler({ proxies: { https: proxy.url }, proxiesConfig: { useForwardingForHttps: true } });
  const response = await sender.send(get("https://bucket.example/key?x"), {});
  expect(text(response)).toBe("https://bucket.example/key?x bucket.example");
});

test("useForwardingForHttps does not hold for a proxy that itself is not https", async () => {
  const server = await httpsServer((_, response) => response.end("ok"));
  const proxy = await startProxy();
  const sender = handler({ proxies: { https: proxy.url }, proxiesConfig: { useForwardingForHttps: true } });
  expect(text(await sender.send(get(server.url), {}))).toBe("ok");
  expect(proxy.asked[0]!.line).toBe(`CONNECT 127.0.0.1:${server.port}`);
});

test("caBundle and clientCert are for the proxy, tls for the server", async () => {
  const server = await httpsServer(
    (request, response) => response.end(String(Object.keys((request.socket as TLSSocket).getPeerCertificate()).length)),
    { requestCert: true, rejectUnauthorized: false },
  );
  const proxy = await startProxy({ secure: true, clientCa: certificate });
  const proxiesConfig = { caBundle: certificatePath, clientCert: [certificatePath, keyPath] as const };
  const sender = handler({ tls: { verify: false }, proxies: { https: proxy.url }, proxiesConfig });
  expect(text(await sender.send(get(server.url), {}))).toBe("0");
});

test("IPv6 addresses stand in brackets where CONNECT names them", async () => {
  const server = await httpsServer((_, response) => response.end("ok"));
  const proxy = await startProxy({ connectAnswer: "502 No" });
  const sent = handler({ proxies: { https: proxy.url } }).send(get(`https://[::1]:${server.port}/`), {});
  await expect(sent).rejects.toThrow("502 No");
  expect(proxy.asked[0]!.line).toBe(`CONNECT [::1]:${server.port}`);
});

test("bodies stream through a tunnel, both ways", async () => {
  const server = await httpsServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.end(Buffer.concat(chunks));
  });
  const proxy = await startProxy();
  const body = new Uint8Array(3_000_000).fill(7);
  const sender = handler({ proxies: { https: proxy.url } });
  const response = await sender.send({ method: "PUT", url: server.url, headers: {}, body }, { streaming: true });
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) length += chunk.byteLength;
  expect(length).toBe(body.byteLength);
  expect(sender.metrics()).toMatchObject({ open: 1, idle: 1 });
});

test("refused: ProxyConnectionError names the proxy without user and password", async () => {
  const port = await closedPort();
  const sender = handler({ proxies: { https: `http://user:secret@127.0.0.1:${port}` } });
  const error = await failure(sender.send(get("https://example.com/"), {}));
  expect(error).toMatchObject({
    name: "ProxyConnectionError",
    message:
      `Could not connect to the proxy http://127.0.0.1:${port}: connect ECONNREFUSED 127.0.0.1:${port} ` +
      "(while opening the TCP connection). Check `proxies`, or HTTPS_PROXY, HTTP_PROXY and NO_PROXY.",
    cause: { code: "ECONNREFUSED" },
  });
  expect(sender.metrics()).toEqual(nothingLeft);
});

test.each([
  ["no account", "", undefined, "Put user and password into its URL"],
  ["a wrong one", "user:wrong@", undefined, "did not accept the user and password"],
  ["another scheme", "user:secret@", 'Negotiate, NTLM realm="x"', "It takes Negotiate, NTLM; only Basic is supported."],
])("407 is said clearly: %s", async (_, account, challenge, advice) => {
  for (const [scheme, start] of [
    ["http", httpServer],
    ["https", httpsServer],
  ] as const) {
    const server = await start((_, response) => response.end());
    const proxy = await startProxy({ account: "user:right", ...(challenge && { challenge }) });
    const sender = handler({ proxies: { [scheme]: proxy.url.replace("//", `//${account}`) } });
    const error = await failure(sender.send(get(server.url), {}));
    expect(error.name).toBe("ProxyConnectionError");
    expect(error.message).toContain(
      `The proxy ${proxy.url} asks for authentication (407 Proxy Authentication Required). `,
    );
    expect(error.message).toContain(advice);
    await expect.poll(() => sender.metrics()).toEqual(nothingLeft);
  }
});

test.each([
  ["refused", "403 Forbidden", /refused a tunnel to example\.com:443: it answered 403 Forbidden\.$/],
  ["failed", "504 Gateway Timeout", /it answered 504 Gateway Timeout/],
])("a tunnel that is %s: ProxyConnectionError with the status", async (_, connectAnswer, message) => {
  const proxy = await startProxy({ connectAnswer });
  const sender = handler({ proxies: { https: proxy.url } });
  await expect(sender.send(get("https://example.com/"), {})).rejects.toMatchObject({
    name: "ProxyConnectionError",
    message: expect.stringMatching(message),
  });
  expect(sender.metrics()).toEqual(nothingLeft);
});

test.each([
  ["closes", "", /opened no tunnel to example\.com:443: (socket hang up|it closed)/],
  ["speaks something else", "SSH-2.0-OpenSSH\r\n", /opened no tunnel to example\.com:443: Parse Error/],
])("a proxy that %s instead of answering", async (_, answer, message) => {
  const proxy = await rawServer((socket) => socket.once("data", () => socket.end(answer)));
  const sender = handler({ proxies: { https: proxy.url } });
  await expect(sender.send(get("https://example.com/"), {})).rejects.toMatchObject({
    name: "ProxyConnectionError",
    message: expect.stringMatching(message),
  });
  expect(sender.metrics()).toEqual(nothingLeft);
});

test("a proxy's certificate that nobody vouches for", async () => {
  const proxy = await startProxy({ secure: true });
  const sender = handler({ tls: {}, proxies: { https: proxy.url } });
  await expect(sender.send(get("https://example.com/"), {})).rejects.toMatchObject({
    name: "ProxyConnectionError",
    message: expect.stringMatching(/proxy https:.*self-signed certificate.*proxiesConfig\.caBundle/),
  });
});

test("https spoken to a proxy that speaks http", async () => {
  const proxy = await startProxy();
  const sender = handler({ proxies: { https: proxy.url.replace("http:", "https:") } });
  await expect(sender.send(get("https://example.com/"), {})).rejects.toMatchObject({
    name: "ProxyConnectionError",
    message: expect.stringContaining("Is it spoken to with http, not https?"),
  });
});

test("a server's certificate that does not hold is the server's fault, also through a proxy", async () => {
  const elsewhere = readFileSync(elsewherePath, "utf8");
  const server = await httpsServer((_, response) => response.end(), { cert: elsewhere });
  const proxy = await startProxy();
  const sender = handler({ tls: { ca: elsewhere }, proxies: { https: proxy.url } });
  await expect(sender.send(get(server.url), {})).rejects.toMatchObject({
    name: "SSLError",
    message: expect.stringContaining(`in the TLS handshake, through the proxy ${proxy.url}`),
  });
  await expect.poll(() => proxy.tunnels.size).toBe(0);
});

test("timeouts tell the step: TLS with the proxy, the tunnel, TLS in the tunnel", async () => {
  const silent = await rawServer((socket) => socket.resume());
  const proxy = await startProxy();
  for (const [url, target, step] of [
    [
      silent.url.replace("http:", "https:"),
      "https://example.com/",
      `connecting to the proxy https://127.0.0.1:${silent.port} (in the TLS handshake)`,
    ],
    [silent.url, "https://example.com/", `waiting for the proxy http://127.0.0.1:${silent.port} to open a tunnel`],
    [proxy.url, `https://127.0.0.1:${silent.port}/`, `in the TLS handshake, through the proxy ${proxy.url}`],
  ] as const) {
    const sender = handler({ proxies: { https: url } });
    await expect(sender.send(get(target), { connectTimeoutMs: 100 })).rejects.toMatchObject({
      name: "ConnectTimeoutError",
      message: expect.stringContaining(`within 100 ms (connectTimeoutMs): it was still ${step}.`),
    });
    expect(sender.metrics()).toEqual(nothingLeft);
  }
  await expect.poll(() => proxy.tunnels.size).toBe(0);
});

test("an abort leaves no tunnel and no connection", async () => {
  const silent = await rawServer((socket) => socket.resume());
  const proxy = await startProxy();
  for (const [url, target] of [
    [silent.url, "https://example.com/"],
    [proxy.url, `https://127.0.0.1:${silent.port}/`],
  ] as const) {
    const sender = handler({ proxies: { https: url } });
    const abort = new AbortController();
    const before = silent.accepted.length;
    const sent = sender.send(get(target), { signal: abort.signal });
    await expect.poll(() => silent.accepted.length).toBe(before + 1);
    abort.abort("stop");
    await expect(sent).rejects.toBe("stop");
    expect(sender.metrics()).toEqual(nothingLeft);
  }
  await expect.poll(() => silent.accepted.every(({ destroyed }) => destroyed)).toBe(true);
  await expect.poll(() => proxy.tunnels.size).toBe(0);
});

test.each([
  ["socks5://user:secret@proxy:1080", "begins with socks5://; only http:// and https://"],
  ["http://user:sec/ret@proxy:3128", "is not a URL such as"],
  ["http://user:secret@proxy:99999", "is not a URL such as"],
])("a URL that cannot be used is told without showing it: %s", async (url, message) => {
  const error = await failure(handler({ proxies: { https: url } }).send(get("https://example.com/"), {}));
  expect(error).toMatchObject({ name: "InvalidProxiesConfigError", message: expect.stringContaining(message) });
});

test.each([
  [
    "a file that is not there",
    { caBundle: "/no/such/file.pem" },
    "proxiesConfig.caBundle is neither PEM text nor a readable file",
  ],
  [
    "text that is no PEM",
    { clientCert: ["-----BEGIN CERTIFICATE-----\nx", "y\n"] as const },
    "proxiesConfig.clientCert is not PEM text",
  ],
  ["a certificate that is none", { clientCert: "-----BEGIN CERTIFICATE-----\nx" }, "proxiesConfig cannot be used"],
])("proxiesConfig with %s", async (_, proxiesConfig, message) => {
  const proxy = await startProxy({ secure: true });
  const sent = handler({ proxies: { https: proxy.url }, proxiesConfig }).send(get("https://example.com/"), {});
  await expect(sent).rejects.toMatchObject({
    name: "InvalidProxiesConfigError",
    message: expect.stringContaining(message),
  });
});

test("nothing that can be printed shows the password", () => {
  const shown = handler({ proxies: { https: "http://user:secret@proxy:3128" } });
  expect(inspect(shown, { depth: 9, showHidden: true })).not.toContain("secret");
  expect(JSON.stringify(shown)).not.toContain("secret");
});

/** The error, checked for secrets on the way: in all that can be printed of it. */
async function failure(sent: Promise<unknown>): Promise<Error> {
  const error = (await sent.then(
    () => expect.unreachable(),
    (reason: unknown) => reason,
  )) as Error;
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/sec\/?ret|user:(?!password@)|dXNlcj/);
  return error;
}
