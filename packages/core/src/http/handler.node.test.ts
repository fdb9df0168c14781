import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { createHttpHandler } from "./handler.node.js";
import type { HttpHandlerSettings, PlatformHttpHandler } from "./handler-settings.js";
import type { HttpRequest, HttpResponse } from "./message.js";
import { headArrived, httpServer, rawServer } from "./testdata/loopback.js";

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

function text(response: HttpResponse): string {
  return new TextDecoder().decode(response.body as Uint8Array);
}

async function readAll(body: HttpResponse["body"]): Promise<string> {
  const decoder = new TextDecoder();
  let read = "";
  for await (const chunk of body as AsyncIterable<Uint8Array>) read += decoder.decode(chunk, { stream: true });
  return read;
}

async function* pieces(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const piece of texts) yield new TextEncoder().encode(piece);
}

test("answers with status, reason, lower-case joined headers and bytes", async () => {
  const server = await httpServer((_, response) => {
    response.writeHead(404, "Nope", [
      ["X-Amz-Id-2", "a"],
      ["X-Amz-Id-2", "b"],
      ["Content-Length", "2"],
    ]);
    response.end("hi");
  });
  const response = await handler().send(get(server.url), {});
  expect(response.status).toBe(404);
  expect(response.reason).toBe("Nope");
  expect(response.headers["x-amz-id-2"]).toBe("a, b");
  expect(response.body).toEqual(new TextEncoder().encode("hi"));
});

test("the head is what was given, plus Host and Accept-Encoding", async () => {
  let head = "";
  const server = await rawServer(async (socket) => {
    head = await headArrived(socket);
    socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  });
  const request = {
    method: "GET",
    url: `${server.url}/a/../b//%2Fc/./?x=%7e&y`,
    headers: { "X-Amz-Meta-Name": "Grüße", Authorization: "AWS4 x" },
  };
  await handler().send(request, {});
  expect(head.split("\r\n")).toEqual([
    "GET /a/../b//%2Fc/./?x=%7e&y HTTP/1.1",
    `Host: 127.0.0.1:${server.port}`,
    "Accept-Encoding: identity",
    `X-Amz-Meta-Name: ${Buffer.from("Grüße").toString("latin1")}`,
    "Authorization: AWS4 x",
    "",
    "",
  ]);
});

test("a Host header that is given takes the place of the URL's", async () => {
  const server = await httpServer((request, response) => response.end(request.rawHeaders.join(" ")));
  const response = await handler().send({ ...get(server.url), headers: { host: "bucket.example" } }, {});
  expect(text(response)).toBe("host bucket.example Accept-Encoding identity");
});

test.each([
  ["a header", { method: "GET", headers: { "x-a": "a\nb" } }],
  ["a method", { method: "G T", headers: {} }],
])("%s that HTTP cannot carry is a validation error, and the connection survives", async (_, part) => {
  const server = await httpServer((_, response) => response.end("ok"));
  const sender = handler();
  const refused = sender.send({ ...part, url: server.url }, {});
  await expect(refused).rejects.toMatchObject({ name: "ValidationError" });
  expect(text(await sender.send(get(server.url), {}))).toBe("ok");
});

test("bytes are sent whole, small and large", async () => {
  const server = await httpServer(async (request, response) => {
    let length = 0;
    for await (const chunk of request) length += chunk.length;
    response.end(`${request.headers["content-length"]} ${length}`);
  });
  for (const size of [0, 1, 65_536, 1_000_000]) {
    const headers = { "Content-Length": String(size) };
    const response = await handler().send({ method: "PUT", url: server.url, headers, body: new Uint8Array(size) }, {});
    expect(text(response)).toBe(`${size} ${size}`);
  }
});

test("an async iterable is sent with the Content-Length that was given", async () => {
  const server = await httpServer(async (request, response) => {
    response.end(`${request.headers["content-length"]} ${await readAll(request)}`);
  });
  const headers = { "Content-Length": "10" };
  const response = await handler().send(
    { method: "PUT", url: server.url, headers, body: pieces("01234", "56789") },
    {},
  );
  expect(text(response)).toBe("10 0123456789");
});

test("an async iterable is sent chunked where no length was given", async () => {
  const server = await httpServer(async (request, response) => {
    response.end(`${request.headers["transfer-encoding"]} ${await readAll(request)}`);
  });
  const response = await handler().send(
    { method: "PUT", url: server.url, headers: {}, body: pieces("a", "", "b") },
    {},
  );
  expect(text(response)).toBe("chunked ab");
});

test("a web stream is sent too", async () => {
  const server = await httpServer(async (request, response) => response.end(await readAll(request)));
  const body = new Blob(["blob"]).stream();
  const response = await handler().send({ method: "PUT", url: server.url, headers: {}, body }, {});
  expect(text(response)).toBe("blob");
});

test.each([
  ["9", "more than the 9 bytes"],
  ["11", "10 of the 11 bytes"],
])("a stream of ten bytes announced as %s is refused", async (length, message) => {
  const server = await httpServer((request) => request.resume());
  const body = pieces("01234", "56789");
  const sent = handler().send({ method: "PUT", url: server.url, headers: { "Content-Length": length }, body }, {});
  await expect(sent).rejects.toMatchObject({ name: "IncompleteReadError", message: expect.stringContaining(message) });
});

test.each(["0", "5", "9", "11"])(
  "a server never has a whole request with a stream of ten bytes announced as %s",
  async (length) => {
    let whole = 0;
    const server = await httpServer((request, response) => {
      request.resume().on("end", () => {
        whole += 1;
        response.end();
      });
    });
    for (const expectation of [{}, { Expect: "100-continue" }]) {
      const headers = { "Content-Length": length, ...expectation };
      const body = (async function* () {
        yield* pieces("01234");
        // The first is on its way by then, if it is ever sent alone.
        await new Promise((resolve) => setImmediate(resolve));
        yield* pieces("56789");
      })();
      const sent = handler().send({ method: "PUT", url: server.url, headers, body }, {});
      await expect(sent).rejects.toThrow("Give the stream's true length");
    }
    // What was sent before is at the server by now, too.
    await handler().send(get(server.url), {});
    expect(whole).toBe(1);
  },
);

test("an empty stream announced as 0 bytes is sent, also where 100 Continue is wanted", async () => {
  const server = await httpServer(async (request, response) => {
    response.end(`${request.headers["content-length"]} ${await readAll(request)}`);
  });
  for (const expectation of [{}, { Expect: "100-continue" }]) {
    const headers = { "Content-Length": "0", ...expectation };
    const response = await handler().send({ method: "PUT", url: server.url, headers, body: pieces("") }, {});
    expect(text(response)).toBe("0 ");
  }
});

test("what the caller's stream throws comes back as it is", async () => {
  const server = await httpServer((request) => request.resume());
  const mine = new Error("disk on fire");
  const body = (async function* () {
    yield new Uint8Array(1);
    throw mine;
  })();
  await expect(handler().send({ method: "PUT", url: server.url, headers: {}, body }, {})).rejects.toBe(mine);
});

test("the source is asked for no more than the server takes", async () => {
  const server = await rawServer((socket) => socket.pause());
  let yielded = 0;
  const body = (async function* () {
    for (; ; yielded++) yield new Uint8Array(1_048_576);
  })();
  const options = { readTimeoutMs: 200 };
  const sent = handler().send({ method: "PUT", url: server.url, headers: {}, body }, options);
  await expect(sent).rejects.toThrow(/while sending PUT \//);
  expect(yielded).toBeLessThan(20);
});

test("an answer that comes before the body is sent ends the upload, and its connection is not used again", async () => {
  const server = await httpServer((_, response) => {
    response.writeHead(403, { "content-length": "2" });
    response.end("no");
  });
  let closed = false;
  const body = (async function* () {
    try {
      for (;;) {
        yield new Uint8Array(1024);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      closed = true;
    }
  })();
  const sender = handler();
  const response = await sender.send({ method: "PUT", url: server.url, headers: {}, body }, { readTimeoutMs: 5_000 });
  expect([response.status, text(response)]).toEqual([403, "no"]);
  await expect.poll(() => closed).toBe(true);
  await expect.poll(() => sender.metrics().open).toBe(0);
});

test("connections are kept and used again", async () => {
  const server = await httpServer((_, response) => response.end());
  const sender = handler();
  for (let i = 0; i < 5; i++) await sender.send(get(server.url), {});
  expect(server.accepted).toHaveLength(1);
  expect(sender.metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test("a connection that the server closes in its answer is not kept", async () => {
  const server = await httpServer((_, response) => response.setHeader("connection", "close").end());
  const sender = handler();
  await sender.send(get(server.url), {});
  await sender.send(get(server.url), {});
  expect(server.accepted).toHaveLength(2);
});

test("a connection is not used beyond the time that the server announces", async () => {
  const server = await httpServer((_, response) => response.setHeader("keep-alive", "timeout=1").end());
  const sender = handler();
  await sender.send(get(server.url), {});
  await sender.send(get(server.url), {});
  expect(server.accepted).toHaveLength(2);
});

test("no more than maxConnections are opened; further requests wait their turn", async () => {
  let running = 0;
  let most = 0;
  const server = await httpServer((_, response) => {
    most = Math.max(most, ++running);
    setImmediate(() => {
      running--;
      response.end();
    });
  });
  const sender = handler({ maxConnections: 3 });
  await Promise.all(Array.from({ length: 30 }, () => sender.send(get(server.url), {})));
  expect(server.accepted).toHaveLength(3);
  expect(most).toBeLessThanOrEqual(3);
  expect(sender.metrics()).toMatchObject({ open: 3, idle: 3, waiting: 0 });
});

test("handlers of equal settings share connections, and closing one leaves the other's alone", async () => {
  const server = await httpServer((_, response) => response.end());
  const settings = { maxConnections: 7 };
  const [first, second, third] = [handler(settings), handler({ ...settings }), handler({ maxConnections: 8 })];
  for (const each of [first, second, third]) await each.send(get(server.url), {});
  expect(server.accepted).toHaveLength(2);
  first.close();
  await second.send(get(server.url), {});
  expect(server.accepted).toHaveLength(2);
  second.close();
  expect(second.metrics().open).toBe(0);
  await second.send(get(server.url), {});
  expect(server.accepted).toHaveLength(3);
});

test("a request on its way is finished after close", async () => {
  const server = await httpServer((_, response) => {
    sender.close();
    response.end("done");
  });
  const sender = handler();
  expect(text(await sender.send(get(server.url), {}))).toBe("done");
  await expect.poll(() => server.accepted[0]!.destroyed).toBe(true);
});

test("Expect: 100-continue sends the body when the server says so", async () => {
  const events: string[] = [];
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    events.push("head");
    socket.on("data", () => {
      events.push("body");
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    socket.write("HTTP/1.1 100 Continue\r\n\r\n");
  });
  const headers = { Expect: "100-continue", "Content-Length": "4" };
  const sender = handler({ continueTimeoutMs: 60_000 });
  const response = await sender.send({ method: "PUT", url: server.url, headers, body: pieces("body") }, {});
  expect(response.status).toBe(200);
  expect(events).toEqual(["head", "body"]);
});

test("Expect: 100-continue keeps the body back when a final answer comes", async () => {
  let started = false;
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write("HTTP/1.1 417 No\r\nContent-Length: 3\r\n\r\n");
    setImmediate(() => socket.write("yes"));
  });
  const body = (async function* () {
    started = true;
    yield new Uint8Array(4);
  })();
  const headers = { Expect: "100-continue", "Content-Length": "4" };
  const sender = handler({ continueTimeoutMs: 60_000 });
  const response = await sender.send({ method: "PUT", url: server.url, headers, body }, {});
  expect([response.status, text(response), started]).toEqual([417, "yes", false]);
  await expect.poll(() => sender.metrics().open).toBe(0);
});

test("Expect: 100-continue sends the body all the same when nothing is heard", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.on("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
  });
  const headers = { Expect: "100-continue", "Content-Length": "4" };
  const sender = handler({ continueTimeoutMs: 10 });
  const response = await sender.send({ method: "PUT", url: server.url, headers, body: new Uint8Array(4) }, {});
  expect(response.status).toBe(200);
});

test("any number of interim answers is passed over", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n".repeat(50));
    socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  });
  expect(text(await handler().send(get(server.url), {}))).toBe("ok");
});

test.each(["HEAD", "GET"])("an answer without a body to %s ends", async (method) => {
  const server = await httpServer((_, response) => {
    response.writeHead(method === "HEAD" ? 200 : 204, method === "HEAD" ? { "content-length": "10" } : {});
    response.end();
  });
  for (const streaming of [false, true]) {
    const response = await handler().send({ method, url: server.url, headers: {} }, { streaming });
    expect(streaming ? await readAll(response.body) : text(response)).toBe("");
  }
});

test.runIf(process.platform === "linux")(
  "tcpKeepAlive has the system watch idle connections (seen on Linux)",
  async () => {
    for (const tcpKeepAlive of [true, false]) {
      const server = await httpServer((_, response) => response.end("ok"));
      await handler({ tcpKeepAlive }).send(get(server.url), {});
      const { remotePort } = server.accepted[0]!;
      const row = readFileSync("/proc/net/tcp", "utf8")
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .find(([, local]) => local?.endsWith(`:${remotePort!.toString(16).toUpperCase().padStart(4, "0")}`));
      // Column `tr`: 2 is the timer that keeps a connection alive.
      expect(row?.[5]?.startsWith("02:")).toBe(tcpKeepAlive);
    }
  },
);

test("other schemes are refused clearly", async () => {
  await expect(handler().send(get("ftp://127.0.0.1/"), {})).rejects.toThrow("Neither an http nor an https URL: ftp:");
});

test("limits beyond what timers can count are none", async () => {
  const server = await httpServer((_, response) => void setTimeout(() => response.end("late"), 20));
  const options = { connectTimeoutMs: Number.MAX_SAFE_INTEGER, readTimeoutMs: Infinity };
  expect(text(await handler().send(get(server.url), options))).toBe("late");
});
