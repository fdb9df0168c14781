import type { Socket } from "node:net";
import type { ClientConfig } from "@inia/core";
import type { HttpHandlerSettings } from "@inia/core/http";
import type { FaultyExchange } from "@inia/local-aws";
import { type Answer, answer, headOf, send } from "./answer.js";
import type { FaultedCall } from "./calls.js";
import { certKey, elsewhereCert, expiredCert, goodCert } from "./certificates.js";

/** What goes wrong. Whatever a fault does not say is as it should be. */
export interface Fault {
  readonly name: string;
  /** What the server does with a request. */
  readonly react?: (exchange: FaultyExchange, call: FaultedCall, abort: () => void) => void | Promise<void>;
  /** What it does with a connection, before anything is read of it. */
  readonly accept?: (socket: Socket) => void;
  /** The certificate that the server shows. */
  readonly cert?: string;
  /** The server is a proxy, and `cert` that of the service behind it. */
  readonly isProxy?: boolean;
  readonly handler?: (port: number) => HttpHandlerSettings;
  readonly endpoint?: (port: number) => string;
  readonly config?: ClientConfig;
  /** A good call on the same connection comes first. */
  readonly isWarm?: boolean;
  /** The call gets a signal that `abort` aborts. */
  readonly hasSignal?: boolean;
}

export interface FaultGroup {
  readonly title: string;
  readonly faults: readonly Fault[];
}

/** A limit that a call runs into; everything else has ten seconds, which it does not need. */
const soon = 60;

const overTls: Pick<Fault, "cert" | "handler"> = {
  cert: goodCert,
  handler: () => ({ tls: { ca: goodCert } }),
};

const connecting: readonly Fault[] = [
  { name: "nobody listens", endpoint: () => "http://127.0.0.1:1" },
  { name: "the host name does not resolve", endpoint: () => "http://no-such-host.invalid" },
  { name: "closed when accepted", accept: (socket) => void socket.end() },
  {
    name: "silence in the TLS handshake",
    ...overTls,
    accept: (socket) => void socket.resume(),
    config: { connectTimeoutMs: soon },
  },
  {
    name: "closed in the TLS handshake",
    ...overTls,
    accept: (socket) => void socket.once("data", () => socket.destroy()),
  },
  {
    name: "the server speaks http, not TLS",
    ...overTls,
    accept: (socket) => void socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
  },
  { name: "a certificate that nobody vouches for", cert: goodCert, handler: () => ({}) },
  { name: "a certificate of another host", cert: elsewhereCert, handler: () => ({ tls: { ca: elsewhereCert } }) },
  { name: "a certificate that has expired", cert: expiredCert, handler: () => ({ tls: { ca: expiredCert } }) },
];

const proxies: readonly Fault[] = [
  { name: "nobody listens", ...throughProxy(1) },
  {
    name: "it asks for user and password (407)",
    ...throughProxy(),
    react: refuse("407 Proxy Authentication Required"),
  },
  { name: "it refuses the tunnel (403)", ...throughProxy(), react: refuse("403 Forbidden") },
  { name: "it cannot reach the service (504)", ...throughProxy(), react: refuse("504 Gateway Timeout") },
  { name: "silence instead of the tunnel", ...throughProxy(), react: () => {}, config: { connectTimeoutMs: soon } },
  { name: "reset instead of the tunnel", ...throughProxy(), react: ({ reset }) => reset() },
];

const beforeHead: readonly Fault[] = [
  { name: "reset", react: ({ reset }) => reset() },
  { name: "closed (half: only its own side)", react: ({ socket }) => void socket.end() },
  { name: "closed after the body was read", react: afterBody(({ socket }) => void socket.destroy()) },
  {
    name: "closed while idle, which only the next request finds out",
    isWarm: true,
    react: async (exchange, call) => {
      if (exchange.number === 2) exchange.reset();
      else await good(exchange, call);
    },
  },
  { name: "silence", react: () => {}, config: { readTimeoutMs: soon } },
  { name: "silence after the body was read", react: afterBody(() => {}), config: { readTimeoutMs: soon } },
  {
    name: "a storm of 1xx, then the answer",
    react: afterBody(async (exchange, call) => {
      for (let i = 0; i < 500; i++) await exchange.write("HTTP/1.1 102 Processing\r\n\r\n");
      await good(exchange, call);
    }),
  },
  {
    name: "a storm of 1xx that does not end",
    react: afterBody(async ({ socket, write }) => {
      while (!socket.destroyed) await write("HTTP/1.1 102 Processing\r\n\r\n");
    }),
    config: { readTimeoutMs: soon },
  },
];

const inHead: readonly Fault[] = [
  { name: "it drips, byte by byte", react: afterBody((exchange, { good }) => drip(exchange, good, 1)) },
  {
    name: "reset",
    react: afterBody(async (exchange, call) => {
      await exchange.write(halfHead(call.good));
      exchange.reset();
    }),
  },
  {
    name: "silence",
    react: afterBody((exchange, call) => exchange.write(halfHead(call.good))),
    config: { readTimeoutMs: soon },
  },
  { name: "not HTTP", react: afterBody(({ write }) => write("SSH-2.0-OpenSSH_9\r\n")) },
  { name: "a header without a colon", react: afterBody(({ write }) => write("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n")) },
  {
    name: "longer than 16 KiB",
    react: afterBody((exchange, { good: whole }) =>
      send(exchange, { ...whole, headers: { ...whole.headers, "x-long": "x".repeat(20_000) } }),
    ),
  },
  {
    name: "another protocol (101)",
    react: afterBody(({ write }) => write("HTTP/1.1 101 Go\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n")),
  },
];

const inBody: readonly Fault[] = [
  { name: "it drips, byte by byte", react: afterBody((exchange, { good: whole }) => drip(exchange, whole, 1)) },
  {
    name: "reset",
    react: afterBody(async (exchange, call) => {
      await exchange.write(halfBody(call.good));
      exchange.reset();
    }),
  },
  {
    name: "closed before the announced length",
    react: afterBody(async (exchange, call) => {
      await exchange.write(halfBody(call.good));
      exchange.socket.end();
    }),
  },
  {
    name: "closed between chunks",
    react: afterBody(async (exchange, call) => {
      await exchange.write(chunkedHalf(call.good));
      exchange.socket.end();
    }),
  },
  {
    name: "silence",
    react: afterBody((exchange, call) => exchange.write(halfBody(call.good))),
    config: { readTimeoutMs: soon },
  },
  {
    name: "longer than announced",
    react: afterBody(async (exchange, call) => {
      await send(exchange, call.good);
      await exchange.write("more");
    }),
  },
  {
    name: "shorter, and announced so",
    react: afterBody((exchange, { good: whole }) =>
      send(exchange, { ...whole, body: whole.body.subarray(0, whole.body.byteLength / 2) }),
    ),
  },
  {
    name: "a bit is wrong",
    react: afterBody((exchange, { good: whole }) => send(exchange, { ...whole, body: flipped(whole.body) })),
  },
  { name: "a page of HTML with 200", react: afterBody((exchange) => send(exchange, htmlPage(200))) },
];

const answers: readonly Fault[] = [
  { name: "500 InternalError", react: refused(500, "InternalError") },
  { name: "500 without a body", react: afterBody((exchange) => send(exchange, answer(500, {}))) },
  { name: "502 with a page of HTML", react: afterBody((exchange) => send(exchange, htmlPage(502))) },
  { name: "503 ServiceUnavailable", react: refused(503, "ServiceUnavailable") },
  { name: "503 without a body", react: afterBody((exchange) => send(exchange, answer(503, {}))) },
  { name: "503 SlowDown", react: refused(503, "SlowDown") },
  { name: "400 ThrottlingException", react: refused(400, "ThrottlingException") },
  { name: "429 TooManyRequestsException", react: refused(429, "TooManyRequestsException") },
  { name: "429 without a body", react: afterBody((exchange) => send(exchange, answer(429, {}))) },
  {
    name: "500 before the body was read",
    react: (exchange, call) => send(exchange, call.refusal(500, "InternalError", { connection: "close" })),
  },
  { name: "301 without a place to go", react: afterBody((exchange) => send(exchange, answer(301, {}))) },
  {
    name: "307 to another host",
    react: afterBody((exchange) => send(exchange, answer(307, { location: "http://elsewhere.invalid/" }))),
  },
  { name: "400 without a body", react: afterBody((exchange) => send(exchange, answer(400, {}))) },
  { name: "403 with a page of HTML", react: afterBody((exchange) => send(exchange, htmlPage(403))) },
  { name: "400 ExpiredToken", react: refused(400, "ExpiredToken") },
  { name: "the service's clock is 10 minutes ahead", react: skewed(600_000), config: { clock: () => now } },
  { name: "the service's clock is 10 minutes behind", react: skewed(-600_000), config: { clock: () => now } },
];

const limits: readonly Fault[] = [
  { name: "silence, with `attemptTimeoutMs`", react: afterBody(() => {}), config: { attemptTimeoutMs: soon } },
  { name: "silence, with `callTimeoutMs`", react: afterBody(() => {}), config: { callTimeoutMs: soon } },
  { name: "the caller's signal, before the head", hasSignal: true, react: afterBody((_, __, abort) => abort()) },
  {
    name: "the caller's signal, in the body",
    hasSignal: true,
    react: afterBody(async (exchange, call, abort) => {
      await exchange.write(halfBody(call.good));
      abort();
    }),
  },
];

export const faultGroups: readonly FaultGroup[] = [
  { title: "Connecting", faults: connecting },
  { title: "A proxy", faults: proxies },
  { title: "Before the head of the response", faults: beforeHead },
  { title: "In the head", faults: inHead },
  { title: "In the body", faults: inBody },
  { title: "What is answered", faults: answers },
  { title: "Limits of the caller's", faults: limits },
];

/** The client's time where it matters. */
const now = Date.UTC(2026, 0, 1);

export async function good(exchange: FaultyExchange, call: FaultedCall): Promise<void> {
  if (exchange.head.startsWith("CONNECT ")) exchange.openTunnel();
  else await afterBody((_, { good: whole }) => send(exchange, whole))(exchange, call, () => {});
}

function afterBody(react: NonNullable<Fault["react"]>): NonNullable<Fault["react"]> {
  return async (exchange, call, abort) => {
    if (await exchange.readBody()) await react(exchange, call, abort);
  };
}

function refused(status: number, code: string): NonNullable<Fault["react"]> {
  return afterBody((exchange, call) => send(exchange, call.refusal(status, code)));
}

function throughProxy(port?: number): Pick<Fault, "cert" | "isProxy" | "endpoint" | "handler"> {
  return {
    cert: goodCert,
    isProxy: true,
    // Nobody connects to it: it is where the tunnel leads.
    endpoint: () => "https://127.0.0.1:9",
    handler: (own) => ({ tls: { ca: goodCert }, proxies: { https: `http://127.0.0.1:${port ?? own}` } }),
  };
}

function refuse(answered: string): NonNullable<Fault["react"]> {
  return ({ write }) => write(`HTTP/1.1 ${answered}\r\nContent-Length: 0\r\n\r\n`);
}

/** Refuses what is signed for another time than its own, as services do, and tells its own. */
function skewed(ms: number): NonNullable<Fault["react"]> {
  return async (exchange, call) => {
    const [, signed] = /^x-amz-date: *(\d{8}T\d{6}Z)/im.exec(exchange.head) ?? [];
    const served = new Date(now + ms);
    const isFar = signed !== served.toISOString().replace(/[-:]|\.\d+/g, "");
    const [status, code] = call.skewed;
    // The head is enough for a refusal: a client that waits for `100 Continue` keeps its body.
    if (isFar) await send(exchange, call.refusal(status, code, { date: served.toUTCString(), connection: "close" }));
    else await good(exchange, call);
  };
}

async function drip(exchange: FaultyExchange, whole: Answer, size: number): Promise<void> {
  await exchange.write(`${headOf(whole)}\r\n`, size);
  await exchange.write(whole.body, size);
}

function halfHead(whole: Answer): string {
  const head = headOf(whole);
  return head.slice(0, head.length - 5);
}

/** The head and half a body; of an answer without one, of ten spaces. */
function halfBody(whole: Answer): Buffer {
  const body = whole.body.byteLength > 0 ? whole.body : Buffer.from(" ".repeat(10));
  const head = `${headOf({ ...whole, body })}\r\n`;
  return Buffer.concat([Buffer.from(head), body.subarray(0, body.byteLength / 2)]);
}

function chunkedHalf(whole: Answer): Buffer {
  const body = whole.body.byteLength > 0 ? whole.body : Buffer.from(" ".repeat(10));
  const half = body.subarray(0, body.byteLength / 2);
  const headers = { ...whole.headers, "content-length": "", "transfer-encoding": "chunked" };
  const head = `${headOf({ ...whole, headers, body })}\r\n${half.byteLength.toString(16)}\r\n`;
  return Buffer.concat([Buffer.from(head), half, Buffer.from("\r\n")]);
}

function flipped(body: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(body);
  const at = copy.byteLength >> 1;
  if (copy.byteLength > 0) copy[at] = copy[at]! ^ 1;
  return copy;
}

function htmlPage(status: number): Answer {
  return answer(status, { "content-type": "text/html" }, "<html><body><h1>Sorry</h1><br></body></html>");
}

/** The identity of the server for a certificate. */
export function identity(cert: string): { readonly cert: string; readonly key: string } {
  return { cert, key: certKey };
}
