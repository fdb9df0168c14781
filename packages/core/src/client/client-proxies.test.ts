import { inspect } from "node:util";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { ClientConfig } from "../config/client-config.js";
import { httpServer, type LoopbackServer } from "../http/testdata/loopback.js";
import { type LoopbackProxy, startProxy } from "../http/testdata/proxy.js";
import { getSession } from "../session/session.js";
import { bench, getThing, type Test } from "./test-service.fixture.js";

beforeEach(() => {
  for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"]) {
    vi.stubEnv(name, undefined);
  }
});
afterEach(() => vi.unstubAllEnvs());

interface Line {
  readonly server: LoopbackServer;
  readonly proxy: LoopbackProxy;
}

async function line(): Promise<Line> {
  const server = await httpServer((_, response) => response.end('{"Name":"there"}'));
  return { server, proxy: await startProxy() };
}

function clientOf(config: ClientConfig): Test {
  const { client } = bench({ session: getSession(), config: { loadConfig: true, httpHandler: undefined, ...config } });
  onTestFinished(() => client.close());
  return client;
}

test("the environment's proxy is used", async () => {
  const { server, proxy } = await line();
  vi.stubEnv("HTTP_PROXY", proxy.url);
  const client = clientOf({ endpoint: server.url });
  expect(await getThing(client, { Name: "a" })).toMatchObject({ Name: "there" });
  expect(proxy.asked.map((asked) => asked.line)).toEqual([`GET ${server.url}/things/a`]);
});

test.each<[string, (line: Line) => ClientConfig, Record<string, string>]>([
  ["`proxies: {}`", () => ({ proxies: {} }), {}],
  ["`loadConfig: false`", () => ({ loadConfig: false }), {}],
  ["NO_PROXY that names the endpoint's host", () => ({}), { NO_PROXY: "localhost,127.0.0.1" }],
])("%s: the environment's proxy is not used", async (_, config, environment) => {
  const opened = await line();
  const { server, proxy } = opened;
  vi.stubEnv("HTTP_PROXY", proxy.url);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  await getThing(clientOf({ endpoint: server.url, ...config(opened) }), { Name: "a" });
  expect(proxy.asked).toEqual([]);
});

test("proxies that are given hold whatever NO_PROXY says", async () => {
  const { server, proxy } = await line();
  vi.stubEnv("NO_PROXY", "*");
  await getThing(clientOf({ endpoint: server.url, proxies: { http: proxy.url } }), { Name: "a" });
  expect(proxy.asked).toHaveLength(1);
});

test("NO_PROXY is held against the client's endpoint, not against the host of each request", async () => {
  const proxy = await startProxy({ connectAnswer: "503 Seen" });
  vi.stubEnv("HTTPS_PROXY", proxy.url);
  vi.stubEnv("NO_PROXY", "things.test.eu-west-1.amazonaws.com");
  const client = clientOf({ region: "eu-west-1", maxAttempts: 1 });
  client.meta.events.register("request-created", ({ request }) => {
    request.url = "https://things.test.eu-west-1.amazonaws.com/";
  });
  await expect(getThing(client, { Name: "a" })).rejects.toMatchObject({ name: "ProxyConnectionError" });
});

test("a proxy that cannot be reached is tried again, and the error says how often", async () => {
  const proxy = await startProxy({ connectAnswer: "503 Busy" });
  const client = clientOf({ proxies: { https: proxy.url } });
  const error: unknown = await getThing(client, { Name: "a" }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "ProxyConnectionError", code: "ProxyConnectionError", attempts: 3 });
  expect(proxy.asked).toHaveLength(3);
});

test("user and password are in nothing that a client shows", async () => {
  const { server, proxy } = await line();
  const url = proxy.url.replace("//", "//user:p%40ssword@");
  const client = clientOf({ endpoint: server.url, proxies: { http: url, https: "user:p@ssword@proxy" } });
  await getThing(client, { Name: "a" });
  expect(client.meta.config.proxies).toEqual({ http: proxy.url.replace("//", "//***@"), https: "***@proxy" });
  expect(inspect(client, { depth: 9, showHidden: true })).not.toMatch(/ssword|user:/);
  expect(JSON.stringify(client.meta.config)).not.toMatch(/ssword|user:/);
});
