import type { ClientRequest, IncomingMessage, request as startRequest } from "node:http";
import { ValidationError } from "../errors/call.js";
import { ConnectTimeoutError, ReadTimeoutError, ResponseStreamingError } from "../errors/http.js";
import { isIniaError } from "../errors/inia-error.js";
import { type AbortEntry, type AbortListener, type AbortListeners, abortListeners } from "./abort-listeners.js";
import type { HttpRequest, HttpResponse, SendOptions } from "./message.js";
import type { Connection, Origin, UnreadBody, Waiter } from "./pool.node.js";
import type { Entry } from "./registry.js";
import { openStreamedBody, type ResponseReader } from "./response-reader.node.js";
import { timeLimit } from "./time-limit.js";
import { transportError } from "./transport-error.js";
import { awaitContinue, pieceSize, sendPieces } from "./upload.node.js";

/** What the exchanges of a handler share. */
export interface Transport {
  readonly startRequest: typeof startRequest;
  readonly continueTimeoutMs: number;
}

/**
 * One request on its way: waits for a connection, sends, and reads the answer. Whatever goes wrong ends in `fail`,
 * which settles once, lets go of the connection and stops the clock.
 */
export class Exchange implements Waiter, UnreadBody, AbortListener {
  readonly #transport: Transport;
  readonly #origin: Origin;
  /** Path and query, as they go into the request line. */
  readonly #target: string;
  readonly #request: HttpRequest;
  readonly #options: SendOptions;
  #resolve: (response: HttpResponse) => void;
  #reject: (reason: unknown) => void;
  #abortListeners: AbortListeners | undefined;
  #abortEntry: AbortEntry | undefined;
  #connection: Connection | undefined;
  #clientRequest: ClientRequest | undefined;
  #response: IncomingMessage | undefined;
  #unread: Entry<UnreadBody> | undefined;
  #reader: ResponseReader | undefined;
  #clock: NodeJS.Timeout | undefined;
  #sent = false;
  #received = -1;
  #over = false;

  constructor(
    transport: Transport,
    origin: Origin,
    target: string,
    request: HttpRequest,
    options: SendOptions,
    resolve: (response: HttpResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#transport = transport;
    this.#origin = origin;
    this.#target = target;
    this.#request = request;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Nothing more is to happen: it failed, or the response has been read. */
  get over(): boolean {
    return this.#over;
  }

  /** No more of the body is wanted: a server that answers early has decided. */
  get stopped(): boolean {
    return this.#over || this.#received >= 0;
  }

  /** Method and URL, without the query, which may hold a signature. */
  get description(): string {
    const { shownPath } = this.#options;
    const url = shownPath === undefined ? withoutQuery(this.#request.url) : this.#origin.name + shownPath;
    return `${this.#request.method} ${url}`;
  }

  start(): void {
    const { signal } = this.#options;
    const connectTimeoutMs = timeLimit(this.#options.connectTimeoutMs);
    if (signal) {
      this.#abortListeners = abortListeners(signal);
      this.#abortEntry = this.#abortListeners.add(this);
    }
    let connection: Connection | undefined;
    try {
      connection = this.#origin.acquire(this);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (connection) this.granted(connection);
    else if (connectTimeoutMs !== undefined) {
      this.#clock = setTimeout(() => this.#connectTimedOut(connectTimeoutMs), connectTimeoutMs);
    }
  }

  granted(connection: Connection): void {
    this.stopClock();
    this.#connection = connection;
    let request: ClientRequest;
    try {
      request = this.#createRequest(connection);
    } catch (cause) {
      if (this.#clientRequest === undefined) connection.socket.destroy();
      this.fail(
        new ValidationError(`This cannot be written as an HTTP request: ${(cause as Error).message}`, { cause }),
      );
      return;
    }
    this.#send(request);
  }

  refused(error: unknown, doing: string): void {
    // A proxy's errors are told where its name is known.
    this.fail(isIniaError(error) ? error : transportError(error, { host: this.#origin.name, doing, connected: false }));
  }

  aborted(reason: unknown): void {
    this.fail(reason);
  }

  /** Starts, or starts again, the wait for the server. */
  startClock(): void {
    const readTimeoutMs = timeLimit(this.#options.readTimeoutMs);
    if (readTimeoutMs === undefined) return;
    if (this.#clock) this.#clock.refresh();
    else this.#clock = setTimeout(() => this.#readTimedOut(readTimeoutMs), readTimeoutMs);
  }

  stopClock(): void {
    clearTimeout(this.#clock);
    this.#clock = undefined;
  }

  /** The request has been written. */
  sent(): void {
    this.#sent = true;
    this.#clientRequest?.end();
    this.startClock();
  }

  /** The response has been read to its end. */
  finish(): void {
    this.#end();
    // What is left of the request would be taken for the next one.
    if (!this.#sent) this.#clientRequest?.destroy();
  }

  fail(error: unknown): void {
    if (this.#over) return;
    this.#end();
    if (this.#clientRequest) this.#clientRequest.destroy();
    else this.#origin.abandon(this);
    if (this.#reader) this.#reader.fail(error);
    else this.#reject(error);
  }

  #end(): void {
    this.#over = true;
    this.stopClock();
    if (this.#abortEntry) this.#abortListeners?.remove(this.#abortEntry);
    if (this.#unread) this.#origin.unread.remove(this.#unread);
  }

  #createRequest({ socket, reused }: Connection): ClientRequest {
    const origin = this.#origin;
    const { method, headers } = this.#request;
    const { forwarding } = origin;
    origin.assigned = socket;
    const request = this.#transport.startRequest({
      protocol: origin.protocol,
      host: origin.destination.hostname,
      port: origin.destination.port,
      method,
      path: forwarding ? `${origin.protocol}//${origin.hostHeader}${this.#target}` : this.#target,
      setHost: false,
      agent: origin as never,
    });
    this.#clientRequest = request;
    request.reusedSocket = reused;
    request.on("response", (response) => this.#responded(response));
    request.on("error", (error) => this.#failTransport(error));
    request.on("close", () => this.#closed());
    // botocore sends no Connection header, and asks for bytes as they are.
    request.removeHeader("connection");
    request.setHeader("Host", origin.hostHeader);
    request.setHeader("Accept-Encoding", "identity");
    for (const name in headers) request.setHeader(name, wireText(headers[name]!));
    if (forwarding?.authorization) request.setHeader("Proxy-Authorization", forwarding.authorization);
    return request;
  }

  #send(request: ClientRequest): void {
    const { body } = this.#request;
    if (body === undefined) this.sent();
    else if (ArrayBuffer.isView(body) && body.byteLength <= pieceSize && !request.hasHeader("expect")) {
      this.#sent = true;
      request.end(body);
      this.startClock();
    } else void this.#upload(request, body);
  }

  async #upload(request: ClientRequest, body: NonNullable<HttpRequest["body"]>): Promise<void> {
    try {
      if (request.hasHeader("expect") && !(await awaitContinue(request, this.#transport.continueTimeoutMs))) return;
      if (await sendPieces(request, body, this)) this.sent();
    } catch (error) {
      // What the caller's stream throws is the caller's: it goes back as it is.
      this.fail(error);
    }
  }

  #responded(response: IncomingMessage): void {
    const headers = collectHeaders(response.rawHeaders);
    const status = response.statusCode!;
    if (status === 407 && this.#origin.forwarding) {
      this.fail(this.#origin.forwarding.refused(response));
      return;
    }
    const keepAlive = headers["keep-alive"];
    if (keepAlive !== undefined) this.#connection!.usableUntil = usableUntil(keepAlive);
    this.#received = 0;
    this.#response = response;
    response.on("error", (error) => this.#failTransport(error));
    response.on("end", () => this.finish());
    const head = { status, reason: response.statusMessage ?? "", headers };
    if (this.#options.streaming && status >= 200 && status < 300) {
      this.stopClock();
      const { reader, body } = openStreamedBody(response, this, () => {
        this.#unread = this.#origin.unread.add(this);
      });
      this.#reader = reader;
      this.#resolve({ ...head, body });
      // They hold the promise, which holds the body: it could never be collected.
      this.#resolve = this.#reject = ignore;
      return;
    }
    this.startClock();
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => {
      this.#received += chunk.byteLength;
      this.#clock?.refresh();
      chunks.push(chunk);
    });
    response.on("end", () => this.#resolve({ ...head, body: joined(chunks, this.#received) }));
  }

  #connectTimedOut(ms: number): void {
    const doing = this.#origin.doing(this);
    this.fail(
      new ConnectTimeoutError(
        `No connection to ${this.#origin.name} within ${ms} ms (connectTimeoutMs): it was still ${doing}.`,
      ),
    );
  }

  #readTimedOut(ms: number): void {
    this.fail(
      new ReadTimeoutError(
        `Nothing was heard from ${this.#origin.name} for ${ms} ms (readTimeoutMs) while ${this.#doing()}.`,
      ),
    );
  }

  /** Node tells nothing else when a server switches protocols. */
  #closed(): void {
    if (this.#over || this.#received >= 0) return;
    this.#failTransport(Object.assign(new Error("closed without an answer"), { code: "ECONNRESET" }));
  }

  #failTransport(cause: unknown): void {
    // What comes after a whole answer does not spoil it: its end is still told.
    if (this.#over || this.#response?.complete) return;
    const error = transportError(cause, { host: this.#origin.name, doing: this.#doing(), connected: true });
    this.fail(this.#reader ? new ResponseStreamingError(error.message, { cause }) : error);
  }

  /** What the connection is doing, as a clause. */
  #doing(): string {
    const what = `${this.#request.method} ${this.#options.shownPath ?? withoutQuery(this.#target)}`;
    if (this.#received >= 0) {
      const received = this.#reader ? this.#reader.received : this.#received;
      return `reading the response to ${what} (${received} bytes of the body so far)`;
    }
    const connection = this.#connection?.reused ? " on a connection that had been idle" : "";
    return `${this.#sent ? "waiting for the response to" : "sending"} ${what}${connection}`;
  }
}

function ignore(): void {}

/** Repeated headers are joined, names are lower case. */
function collectHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    const earlier = headers[name];
    headers[name] = earlier === undefined ? raw[i + 1]! : `${earlier}, ${raw[i + 1]}`;
  }
  return headers;
}

/** One second is kept for the way to the server. */
function usableUntil(keepAlive: string): number {
  const seconds = /timeout=(\d+)/i.exec(keepAlive)?.[1];
  return seconds === undefined ? Infinity : Date.now() + Number(seconds) * 1_000 - 1_000;
}

/** A plain `Uint8Array`, as every platform gives it. */
export function joined(chunks: readonly Buffer[], length: number): Uint8Array {
  const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Node writes heads as Latin-1; botocore's are UTF-8. */
export function wireText(value: string): string {
  // ASCII is the question.
  return /^[\x00-\x7f]*$/.test(value) ? value : Buffer.from(value, "utf8").toString("latin1");
}

/** A query may hold a signature: messages do without. */
export function withoutQuery(url: string): string {
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}
