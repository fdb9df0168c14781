// A server that answers GetObject and GetItem with the id that they ask for, and does a fault to some requests.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { randomNumbers } from "./random-numbers.js";

const [faultShare, seed] = process.argv.slice(2).map(Number) as [number, number];
const random = randomNumbers(seed);

interface Exchange {
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly isJson: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const server = createServer(async (request, response) => {
  const exchange = await receive(request, response);
  if (exchange === undefined) return;
  if (random() >= faultShare) answer(exchange);
  else faults[Math.floor(random() * faults.length)]!(exchange);
});
// The client decides when a connection has been idle for too long.
server.keepAliveTimeout = 0;
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));

async function receive(request: IncomingMessage, response: ServerResponse): Promise<Exchange | undefined> {
  const { socket } = request;
  const isJson = request.method === "POST";
  let sent: string;
  try {
    sent = await text(request);
  } catch {
    return undefined;
  }
  const id = isJson ? JSON.parse(sent).Key.id.S : request.url!.split("/").at(-1)!;
  const body = isJson ? JSON.stringify({ Item: { id: { S: id } } }) : id.padEnd(100);
  const headers: Record<string, string> = { "content-length": String(body.length) };
  if (isJson) headers["x-amz-crc32"] = String(crc32(body));
  return { response, socket, isJson, headers, body };
}

function answer({ response, headers, body }: Exchange): void {
  response.writeHead(200, headers).end(body);
}

const faults: readonly ((exchange: Exchange) => void)[] = [
  ({ socket }) => void socket.resetAndDestroy(),
  ({ socket }) => void socket.end("HTTP/1.1 200 OK\r\nContent-"),
  ({ socket }) => void socket.end("SSH-2.0-OpenSSH_9\r\n"),
  ({ response }) => void response.writeHead(500).end(),
  ({ response, isJson }) => {
    if (isJson) response.writeHead(400).end('{"__type":"x#ThrottlingException"}');
    else response.writeHead(503).end("<Error><Code>SlowDown</Code></Error>");
  },
  ({ response, socket, headers, body }) => {
    response.writeHead(200, headers);
    response.write(body.slice(0, 10), () => socket.destroy());
  },
  // An answer that never comes: the client's read timeout ends it.
  () => {},
  // A connection that is closed without a word, when it has become idle.
  (exchange) => {
    exchange.response.once("finish", () => setImmediate(() => exchange.socket.destroy()));
    answer(exchange);
  },
];
