import { createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { connect as connectTls } from "node:tls";
import { expect, test } from "vitest";
import { certificate } from "../testing/certificate.js";
import { type FaultyExchange, startFaultServer } from "./fault-server.js";

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** Writes to a port, and reads until the server ends the connection. */
function exchange(port: number, data: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(data);
  return text(socket);
}

test("requests of a connection are reacted to one after the other, and their bodies told from their heads", async () => {
  const seen: [number, string, boolean][] = [];
  await using server = await startFaultServer({
    async react({ number, head, readBody, write, socket }) {
      seen.push([number, head.split("\r\n")[0]!, await readBody()]);
      await write(ok);
      if (number === 3) socket.end();
    },
  });
  const chunked = "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n";
  const sent = `PUT /1 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcPUT /2 HTTP/1.1\r\n${chunked}GET /3 HTTP/1.1\r\n\r\n`;
  expect(await exchange(server.port, sent)).toBe(ok + ok + ok);
  expect(seen).toEqual([
    [1, "PUT /1 HTTP/1.1", true],
    [2, "PUT /2 HTTP/1.1", true],
    [3, "GET /3 HTTP/1.1", true],
  ]);
  expect(server.requests).toBe(3);
});

test("a body is asked for when it is read, and not before", async () => {
  const react = async ({ number, readBody, write, socket }: FaultyExchange): Promise<void> => {
    if (number === 2) await readBody();
    await write(ok);
    socket.end();
  };
  await using server = await startFaultServer({ react });
  const continued: boolean[] = [];
  for (let i = 0; i < 2; i++) {
    await new Promise<void>((resolve) => {
      let asked = false;
      const headers = { expect: "100-continue", "content-length": "2" };
      const sent = request({ host: "127.0.0.1", port: server.port, method: "PUT", headers });
      sent.on("continue", () => {
        asked = true;
        sent.end("hi");
      });
      sent.on("response", (response) => {
        continued.push(asked);
        response.resume().on("end", () => resolve());
      });
      sent.flushHeaders();
    });
  }
  expect(continued).toEqual([false, true]);
});

test("a body that breaks off is told", async () => {
  const whole: boolean[] = [];
  await using server = await startFaultServer({
    react: async ({ readBody, socket }) => {
      whole.push(await readBody());
      socket.destroy();
    },
  });
  const socket = connect({ port: server.port, host: "127.0.0.1" });
  socket.end("PUT / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc");
  await text(socket);
  expect(whole).toEqual([false]);
});

test("a tunnel leads to TLS with the server itself", async () => {
  await using server = await startFaultServer({
    tls: certificate,
    isProxy: true,
    react: async ({ head, openTunnel, write, socket }) => {
      if (head.startsWith("CONNECT ")) openTunnel();
      else {
        await write(ok);
        socket.end();
      }
    },
  });
  const socket = connect(server.port, "127.0.0.1");
  socket.write("CONNECT localhost:443 HTTP/1.1\r\n\r\n");
  const [answer] = (await new Promise((resolve) => socket.once("data", (data) => resolve([data])))) as [Buffer];
  expect(answer.toString()).toBe("HTTP/1.1 200 Connection established\r\n\r\n");
  const secure = connectTls({ socket, ca: certificate.cert, servername: "localhost" });
  secure.write("GET / HTTP/1.1\r\n\r\n");
  expect(await text(secure)).toBe(ok);
});

test("a request that is passed on reaches the other server as it came, and its answer comes back", async () => {
  const seen: string[] = [];
  const target = createServer(async (request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers["x-a"]} ${await text(request)}`);
    response.end("answer");
  });
  await new Promise<void>((resolve) => {
    target.listen(0, "127.0.0.1", resolve);
  });
  await using server = await startFaultServer({
    async react({ forward, socket }) {
      socket.end(await forward((target.address() as AddressInfo).port));
    },
  });
  const head = "PUT /x?y HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nExpect: 100-continue\r\n";
  for (const body of ["Content-Length: 3\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"]) {
    expect(await exchange(server.port, head + body)).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 .*answer/s);
  }
  expect(seen).toEqual(["PUT /x?y 1 abc", "PUT /x?y 1 abc"]);
  target.close();
});
