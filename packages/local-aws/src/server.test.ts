import { connect } from "node:net";
import { expect, test } from "vitest";
import { startServer } from "./server.js";
import { readAll } from "./service.js";
import { certificate } from "./testing/certificate.js";
import { send } from "./testing/send.js";

test("100 Continue is sent when the body is wanted, and not before", async () => {
  await using server = await startServer(async (request) => {
    if (request.path === "/refused") {
      return { status: 403, headers: {} };
    }
    return { status: 200, headers: {}, body: [await readAll(request.body)] };
  });
  const head = (path: string): string =>
    `PUT ${path} HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n`;
  const accepted = await talk(server.port, head("/taken"), "HTTP/1.1 100 Continue\r\n\r\n", "body");
  expect(accepted).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK[^]*body$/);
  const refused = await talk(server.port, head("/refused"));
  expect(refused).toMatch(/^HTTP\/1\.1 403 Forbidden[^]*connection: close/i);
});

test("the request is told byte by byte", async () => {
  await using server = await startServer(async ({ target, headers }) => ({
    status: 200,
    headers: {},
    body: [Buffer.from(JSON.stringify({ target, headers }))],
  }));
  const told = await talk(
    server.port,
    "GET /a//../%7e?b=%20&c HTTP/1.1\r\nhOST: h\r\nX-A:  1  2\r\nx-a: 3\r\nConnection: close\r\n\r\n",
  );
  expect(JSON.parse(told.slice(told.indexOf("{")))).toEqual({
    target: "/a//../%7e?b=%20&c",
    headers: [
      ["hOST", "h"],
      ["X-A", "1  2"],
      ["x-a", "3"],
      ["Connection", "close"],
    ],
  });
});

test("https with a given certificate", async () => {
  await using server = await startServer(async () => ({ status: 204, headers: {} }), certificate);
  expect(server.endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect((await send({ method: "GET", url: `${server.endpoint}/` }, { ca: certificate.cert })).status).toBe(204);
});

test("close drops connections that are open", async () => {
  const server = await startServer(() => new Promise(() => undefined));
  const pending = send({ method: "GET", url: `${server.endpoint}/` });
  const outcome = expect(pending).rejects.toThrow(/hang up|ECONNRESET/);
  await new Promise<void>((resolve) => {
    const probe = connect(server.port, "127.0.0.1", () => probe.destroy()).on("close", () => resolve());
  });
  await server.close();
  await server.close();
  await outcome;
});

// Writes a request by hand; after `awaited` has come, the rest; resolves with all that came back.
function talk(port: number, head: string, awaited?: string, rest = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(head));
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      received += chunk;
      if (received === awaited) {
        socket.write(rest);
      }
      if (received.endsWith("body")) {
        socket.end();
      }
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(received));
  });
}
