import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { parseQuery, queryMap, splitTarget } from "./uri.js";
import { type HeaderLine, headerValue, type SignedRequest } from "./verify/signed-request.js";

/** A request as a local service sees it. */
export interface IncomingRequest extends SignedRequest {
  /** The raw path, undecoded. */
  readonly path: string;
  /** Decoded query parameters, the first of a name. */
  readonly query: ReadonlyMap<string, string>;
  /** A header's value, several joined by commas. `name` in lower case. */
  header(name: string): string | undefined;
  /** The raw body. Reading it sends `100 Continue` to a sender that waits for it. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Bytes of the raw body read so far. */
  readonly bodyLength: number;
  /** Aborted when the connection is gone before the reply was sent. */
  readonly signal: AbortSignal;
}

/** What a local service answers. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent with a Content-Length. Absent: no body (and no Content-Length for 204 and 304). */
  readonly body?: readonly Uint8Array[];
}

/** Certificate and key in PEM form. */
export interface TlsOptions {
  readonly cert: string;
  readonly key: string;
}

/** A listening server. */
export interface RunningServer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` (or `https`), without a slash at the end. */
  readonly endpoint: string;
  readonly port: number;
  /** Stops listening and drops all connections. */
  close(): Promise<void>;
}

/** Listens on a free port of the loopback interface and answers each request with what `handle` returns. */
export async function startServer(
  handle: (request: IncomingRequest) => Promise<Reply>,
  tls?: TlsOptions | undefined,
): Promise<RunningServer> {
  const server: Server = tls ? createHttpsServer({ cert: tls.cert, key: tls.key }) : createHttpServer();
  server.keepAliveTimeout = 0; // an idle connection stays until its client or close() ends it
  const answer = (message: IncomingMessage, response: ServerResponse, awaits100: boolean): void => {
    void exchange(handle, message, response, awaits100);
  };
  server.on("request", (message, response) => answer(message, response, false));
  server.on("checkContinue", (message, response) => answer(message, response, true));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closing;
  };
  return { endpoint: `${tls ? "https" : "http"}://127.0.0.1:${port}`, port, close, [Symbol.asyncDispose]: close };
}

async function exchange(
  handle: (request: IncomingRequest) => Promise<Reply>,
  message: IncomingMessage,
  response: ServerResponse,
  awaits100: boolean,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  response.on("error", () => gone.abort());
  const body = new RequestBody(message, awaits100 ? () => response.writeContinue() : undefined);
  let reply: Reply;
  try {
    reply = await handle(incomingRequest(message, body, gone.signal));
  } catch (error) {
    reply = { status: 500, headers: { "content-type": "text/plain" }, body: [Buffer.from(String(error))] };
  }
  if (gone.signal.aborted) {
    return;
  }
  if (body.isWithheld) {
    // The body that was announced will not come: what follows on this connection could not be told from it.
    response.setHeader("connection", "close");
  }
  message.resume();
  try {
    await send(response, reply, message.method === "HEAD", gone.signal);
  } catch {
    response.destroy(); // a header that cannot be written: the sender sees a broken connection, not a hanging one
  }
}

async function send(response: ServerResponse, reply: Reply, isHead: boolean, signal: AbortSignal): Promise<void> {
  const length = reply.body?.reduce((sum, chunk) => sum + chunk.length, 0);
  const hasLength = "content-length" in reply.headers || reply.status === 204 || reply.status === 304;
  response.writeHead(
    reply.status,
    hasLength ? reply.headers : { ...reply.headers, "content-length": String(length ?? 0) },
  );
  for (const chunk of isHead ? [] : (reply.body ?? [])) {
    if (signal.aborted) {
      return;
    }
    if (!response.write(chunk)) {
      await drained(response);
    }
  }
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}

class RequestBody implements AsyncIterable<Uint8Array> {
  readonly #message: IncomingMessage;
  #askForBody: (() => void) | undefined;
  length = 0;

  constructor(message: IncomingMessage, askForBody: (() => void) | undefined) {
    this.#message = message;
    this.#askForBody = askForBody;
  }

  /** Whether the sender still waits for `100 Continue`. */
  get isWithheld(): boolean {
    return this.#askForBody !== undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    this.#askForBody?.();
    this.#askForBody = undefined;
    for await (const chunk of this.#message.iterator({ destroyOnReturn: false })) {
      this.length += (chunk as Uint8Array).length;
      yield chunk as Uint8Array;
    }
  }
}

function incomingRequest(message: IncomingMessage, body: RequestBody, signal: AbortSignal): IncomingRequest {
  const target = message.url ?? "/";
  const { path, query } = splitTarget(target);
  const headers: HeaderLine[] = [];
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    headers.push([message.rawHeaders[index] as string, message.rawHeaders[index + 1] as string]);
  }
  return {
    method: message.method ?? "GET",
    target,
    headers,
    path,
    query: queryMap(parseQuery(query)),
    header: (name) => headerValue(headers, name),
    body,
    get bodyLength() {
      return body.length;
    },
    signal,
  };
}
