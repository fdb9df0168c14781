import { randomBytes } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { createHttpHandler } from "./handler.node.js";
import type { PlatformHttpHandler } from "./handler-settings.js";
import { certificatePath, headArrived, httpServer, httpsServer, rawServer } from "./testdata/loopback.js";

const opened: PlatformHttpHandler[] = [];
afterEach(() => {
  for (const handler of opened.splice(0)) handler.close();
});

function open(sender: PlatformHttpHandler, url: string, options = {}): Promise<AsyncIterableIterator<Uint8Array>> {
  opened.push(sender);
  return sender
    .send({ method: "GET", url, headers: {} }, { streaming: true, ...options })
    .then(({ body }) => body as AsyncIterableIterator<Uint8Array>);
}

async function lengthOf(body: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const chunk of body) length += chunk.byteLength;
  return length;
}

async function piecesOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return pieces;
}

const head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

test("a body is read to its end, then its connection is used again", async () => {
  const size = 5_000_000;
  const server = await httpServer((_, response) => response.end(Buffer.alloc(size)));
  const sender = createHttpHandler();
  for (let i = 0; i < 3; i++) expect(await lengthOf(await open(sender, server.url))).toBe(size);
  expect(server.accepted).toHaveLength(1);
  expect(sender.metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test("chunks are plain Uint8Arrays", async () => {
  const server = await httpServer((_, response) => response.end("x"));
  const { value } = await (await open(createHttpHandler(), server.url)).next();
  expect(value).toEqual(new Uint8Array([120]));
});

test("a body that came with its head occupies no connection, read or not", async () => {
  const server = await httpServer((_, response) => response.end("small"));
  const sender = createHttpHandler();
  const body = await open(sender, server.url);
  await expect.poll(() => sender.metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
  expect(await lengthOf(body)).toBe(5);
});

test("an unsuccessful answer is collected although streaming was asked for", async () => {
  const server = await httpServer((_, response) => response.writeHead(404).end("nope"));
  const response = await createHttpHandler().send({ method: "GET", url: server.url, headers: {} }, { streaming: true });
  expect(response.body).toEqual(new TextEncoder().encode("nope"));
});

test("the server is slowed down to the reader's pace", async () => {
  let written = 0;
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    const more = (): void => {
      while (written < 1e9) {
        written += 1_048_576;
        if (!socket.write(new Uint8Array(1_048_576))) {
          socket.once("drain", more);
          return;
        }
      }
    };
    more();
  });
  const body = await open(createHttpHandler(), server.url);
  await body.next();
  for (let before = -1; before !== written; ) {
    before = written;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(written).toBeLessThan(100_000_000);
  await body.return?.();
});

test("the read timeout holds while the body is read, not while the reader thinks", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write(`${head}123`);
  });
  const body = await open(createHttpHandler(), server.url, { readTimeoutMs: 30 });
  expect((await body.next()).value).toHaveLength(3);
  await new Promise((resolve) => setTimeout(resolve, 80));
  await expect(body.next()).rejects.toMatchObject({
    name: "ReadTimeoutError",
    message: expect.stringContaining("reading the response to GET / (3 bytes of the body so far)"),
  });
});

test("a body that breaks is a ResponseStreamingError with the cause", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write(`${head}123`);
    socket.once("data", () => socket.resetAndDestroy());
  });
  const sender = createHttpHandler();
  const body = await open(sender, server.url);
  await body.next();
  server.accepted[0]!.resetAndDestroy();
  await expect(body.next()).rejects.toMatchObject({
    name: "ResponseStreamingError",
    message: expect.stringContaining("3 bytes of the body so far"),
    cause: { code: "ECONNRESET" },
  });
  await expect.poll(() => sender.metrics().open).toBe(0);
});

test("an abort while the body is read rejects with the signal's reason", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write(`${head}123`);
  });
  const abort = new AbortController();
  const sender = createHttpHandler();
  const body = await open(sender, server.url, { signal: abort.signal });
  await body.next();
  const next = body.next();
  abort.abort("enough");
  await expect(next).rejects.toBe("enough");
  await expect(body.next()).rejects.toBe("enough");
  await expect.poll(() => sender.metrics().open).toBe(0);
});

test("cancelling closes the connection, ends a pending read, and counts the body no more", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write(`${head}123`);
  });
  const sender = createHttpHandler();
  const body = await open(sender, server.url);
  expect(sender.metrics().unreadBodies).toBe(1);
  await body.next();
  const pending = body.next();
  await body.return?.();
  expect(await pending).toEqual({ done: true, value: undefined });
  expect(await body.next()).toEqual({ done: true, value: undefined });
  await expect.poll(() => sender.metrics()).toEqual({ open: 0, idle: 0, waiting: 0, unreadBodies: 0 });
});

test("cancelling a body that has arrived keeps the connection", async () => {
  let rest = (): Promise<void> => Promise.resolve();
  const server = await rawServer((socket) => {
    socket.on("data", () => socket.write(`${head}123`));
    rest = () => new Promise((resolve) => socket.write("4567890", () => resolve()));
  });
  const sender = createHttpHandler();
  const body = await open(sender, server.url);
  expect((await body.next()).value).toHaveLength(3);
  await rest();
  // The event loop polls its sockets before it comes back here.
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve, 1));
  await body.return?.();
  await expect.poll(() => sender.metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test("reads that are asked for together are served in order", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write(head);
    for (const part of ["12", "345", "67890"]) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      socket.write(part);
    }
  });
  const body = await open(createHttpHandler(), server.url);
  const results = await Promise.all([body.next(), body.next(), body.next(), body.next()]);
  const decoder = new TextDecoder();
  expect(results.map(({ value, done }) => (done ? "end" : decoder.decode(value)))).toEqual([
    "12",
    "345",
    "67890",
    "end",
  ]);
});

test("a body that is dropped unread gives its connection back when it is collected, with one warning", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const warnings: Error[] = [];
  const note = (warning: Error): number => warnings.push(warning);
  process.on("warning", note);
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write(`${head}123`);
  });
  const sender = createHttpHandler({ maxConnections: 2 });
  await (async () => {
    await open(sender, `${server.url}/forgotten?secret`);
    await (await open(sender, `${server.url}/forgotten?secret`)).next();
  })();
  expect(sender.metrics().unreadBodies).toBe(2);
  await expect
    .poll(
      () => {
        collect();
        return sender.metrics();
      },
      { timeout: 10_000 },
    )
    .toEqual({ open: 0, idle: 0, waiting: 0, unreadBodies: 0 });
  process.off("warning", note);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]?.message).toContain(`The body of GET ${server.url}/forgotten was neither read nor cancelled`);
});

test.each(["http", "https"])("pieces stay as they are while their %s connection reads on", async (scheme) => {
  const bytes = randomBytes(3_000_000);
  const server = await (scheme === "http" ? httpServer : httpsServer)((_, response) => response.end(bytes));
  const sender = createHttpHandler({ tls: { ca: certificatePath } });
  const both = await Promise.all([open(sender, server.url), open(sender, server.url)]);
  for (const pieces of await Promise.all(both.map(piecesOf))) {
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  }
});

interface Pouring {
  "~pour"(take: (piece: Uint8Array) => Promise<void> | undefined): Promise<void>;
}

test("a body that is poured comes whole and in order, at the pace of who takes it; then its connection is free", async () => {
  const bytes = randomBytes(3_000_000);
  const server = await httpServer((_, response) => response.end(bytes));
  const sender = createHttpHandler();
  const body = (await open(sender, server.url)) as unknown as Pouring;
  const pieces: Uint8Array[] = [];
  let taking = 0;
  await body["~pour"]((piece) => {
    expect(++taking).toBe(1);
    pieces.push(piece);
    if (pieces.length % 2 === 0) {
      taking = 0;
      return undefined;
    }
    return new Promise((resolve) => {
      setImmediate(() => {
        taking = 0;
        resolve();
      });
    });
  });
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  await expect.poll(() => sender.metrics()).toEqual({ open: 1, idle: 1, waiting: 0, unreadBodies: 0 });
});

test("what the taker of a poured body throws, or rejects with, is what pouring rejects with", async () => {
  const server = await httpServer((_, response) => response.end(Buffer.alloc(3_000_000)));
  const failure = new Error("The disk is full.");
  const fail = [
    (): undefined => {
      throw failure;
    },
    () => Promise.reject(failure),
  ];
  for (const take of fail) {
    const sender = createHttpHandler();
    const body = await open(sender, server.url);
    await expect((body as unknown as Pouring)["~pour"](take)).rejects.toBe(failure);
    await body.return!();
    await expect.poll(() => sender.metrics()).toEqual({ open: 0, idle: 0, waiting: 0, unreadBodies: 0 });
  }
});

test("a poured body that breaks is a ResponseStreamingError, and one that falls silent a ReadTimeoutError", async () => {
  const broken = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write(`${head}12345`, () => setImmediate(() => socket.resetAndDestroy()));
  });
  const silent = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write(`${head}12345`);
  });
  const pour = async (url: string): Promise<void> => {
    const body = await open(createHttpHandler(), url, { readTimeoutMs: 50 });
    await (body as unknown as Pouring)["~pour"](() => undefined);
  };
  await expect(pour(broken.url)).rejects.toMatchObject({ name: "ResponseStreamingError" });
  await expect(pour(silent.url)).rejects.toMatchObject({ name: "ReadTimeoutError" });
});
