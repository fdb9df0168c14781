import type { ClientRequest, IncomingMessage, request as startRequest } from "node:http";
import { ValidationError } from "../errors/call.js";
import { ReadTimeoutError } from "../errors/http.js";
import { BaseExchange, wireText } from "./base-exchange.node.js";
import type { HttpRequest, HttpResponse, SendOptions } from "./message.js";
import type { Connection, Origin } from "./pool.node.js";
import { transportError } from "./transport-error.js";
import { awaitContinue, pieceSize, sendPieces, type UploadClock } from "./upload.node.js";

/** What the exchanges of a handler share. */
export interface Transport {
  readonly startRequest: typeof startRequest;
  readonly continueTimeoutMs: number;
}

/** One request on a connection of HTTP/1.1. */
export class Exchange extends BaseExchange<Connection, Origin> implements UploadClock {
  readonly #transport: Transport;
  #clientRequest: ClientRequest | undefined;
  #response: IncomingMessage | undefined;
  #sent = false;

  constructor(
    transport: Transport,
    origin: Origin,
    target: string,
    request: HttpRequest,
    options: SendOptions,
    resolve: (response: HttpResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    super(origin, target, request, options, resolve, reject);
    this.#transport = transport;
  }

  /** No more of the body is wanted: a server that answers early has decided. */
  get stopped(): boolean {
    return this.over || this.received >= 0;
  }

  override granted(connection: Connection): void {
    this.stopClock();
    this.connection = connection;
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

  /** The request has been written. */
  sent(): void {
    this.#sent = true;
    this.#clientRequest?.end();
    this.startClock();
  }

  protected override finish(): void {
    this.end();
    // What is left of the request would be taken for the next one.
    if (!this.#sent) this.#clientRequest?.destroy();
  }

  protected override letGo(): void {
    if (this.#clientRequest) this.#clientRequest.destroy();
    else this.origin.abandon(this);
  }

  #createRequest({ socket, reused }: Connection): ClientRequest {
    const origin = this.origin;
    const { method, headers } = this.request;
    const { forwarding } = origin;
    origin.assigned = socket;
    const request = this.#transport.startRequest({
      protocol: origin.protocol,
      host: origin.destination.hostname,
      port: origin.destination.port,
      method,
      path: forwarding ? `${origin.protocol}//${origin.hostHeader}${this.target}` : this.target,
      setHost: false,
      agent: origin as never,
    });
    this.#clientRequest = request;
    request.reusedSocket = reused;
    request.on("response", (response) => this.#responded(response));
    request.on("error", (error) => this.#failed(error));
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
    const { body } = this.request;
    if (body === undefined) this.sent();
    else if (ArrayBuffer.isView(body) && body.byteLength <= pieceSize && !request.hasHeader("expect")) {
      this.#sent = true;
      request.end(body);
      this.startClock();
    } else void this.#upload(request, body);
  }

  async #upload(request: ClientRequest, body: NonNullable<HttpRequest["body"]>): Promise<void> {
    try {
      // With a length of 0 the head alone is a whole request, before the stream was asked whether it is empty.
      const waits = request.hasHeader("expect") && request.getHeader("content-length") !== "0";
      if (waits && !(await awaitContinue(request, this.#transport.continueTimeoutMs))) return;
      if (await sendPieces(request, body, this)) this.sent();
    } catch (error) {
      // What the caller's stream throws is the caller's: it goes back as it is.
      this.fail(error);
    }
  }

  #responded(response: IncomingMessage): void {
    const headers = collectHeaders(response.rawHeaders);
    const status = response.statusCode!;
    if (status === 407 && this.origin.forwarding) {
      this.fail(this.origin.forwarding.refused(response));
      return;
    }
    const keepAlive = headers["keep-alive"];
    if (keepAlive !== undefined) this.connection!.usableUntil = usableUntil(keepAlive);
    this.#response = response;
    response.on("error", (error) => this.#failed(error));
    this.receive(response, { status, reason: response.statusMessage ?? "", headers });
  }

  protected override readTimedOut(ms: number): void {
    this.fail(
      new ReadTimeoutError(
        `Nothing was heard from ${this.origin.name} for ${ms} ms (readTimeoutMs) while ${this.#doing()}.`,
      ),
    );
  }

  /** Node tells nothing else when a server switches protocols. */
  #closed(): void {
    if (this.over || this.received >= 0) return;
    this.#failed(Object.assign(new Error("closed without an answer"), { code: "ECONNRESET" }));
  }

  #failed(cause: unknown): void {
    // What comes after a whole answer does not spoil it: its end is still told.
    if (this.over || this.#response?.complete) return;
    const facts = { host: this.origin.name, doing: this.#doing(), connected: true };
    this.failTransport(transportError(cause, facts), cause);
  }

  /** What the connection is doing, as a clause. */
  #doing(): string {
    if (this.received >= 0) {
      const received = this.reader ? this.reader.received : this.received;
      return `reading the response to ${this.shown} (${received} bytes of the body so far)`;
    }
    const connection = this.connection?.reused ? " on a connection that had been idle" : "";
    return `${this.#sent ? "waiting for the response to" : "sending"} ${this.shown}${connection}`;
  }
}

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
