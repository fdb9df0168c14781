import { ConnectTimeoutError, ResponseStreamingError } from "../errors/http.js";
import { isIniaError } from "../errors/inia-error.js";
import { type AbortEntry, type AbortListener, type AbortListeners, abortListeners } from "./abort-listeners.node.js";
import type { HttpRequest, HttpResponse, SendOptions } from "./message.js";
import type { Opener } from "./opener.node.js";
import type { UnreadBody, Waiter } from "./pool.node.js";
import type { Entry, Registry } from "./registry.js";
import { openStreamedBody, type ReaderHost, type ResponseReader, type ResponseSource } from "./response-reader.node.js";
import { timeLimit } from "./time-limit.js";
import { transportError } from "./transport-error.js";

/** The connections to one origin. */
export interface ConnectionSource<Connection> {
  /** Host and port. */
  readonly name: string;
  readonly unread: Registry<UnreadBody>;
  acquire(waiter: Waiter<Connection>): Connection | undefined;
  abandon(waiter: Waiter<Connection>): void;
  /** What a waiter waits for, as a clause. */
  doing(waiter: Waiter<Connection>): string;
}

/**
 * One request on its way: waits for a connection, sends, and reads the answer. Whatever goes wrong ends in `fail`,
 * which settles once, lets go of the connection and stops the clock. How a request is sent, and what is let go of, is
 * for the version of HTTP to say.
 */
export abstract class BaseExchange<Connection, Source extends ConnectionSource<Connection>>
  implements Waiter<Connection>, UnreadBody, AbortListener, ReaderHost
{
  protected readonly origin: Source;
  /** Path and query, as they go on the wire. */
  protected readonly target: string;
  protected readonly request: HttpRequest;
  protected readonly options: SendOptions;
  protected connection: Connection | undefined;
  protected reader: ResponseReader | undefined;
  /** Bytes of the response's body so far; negative until its head is there. */
  protected received = -1;
  /** Who gets the response's body, where a connection waits for it to be read. */
  opener: Opener | undefined;
  #resolve: (response: HttpResponse) => void;
  #reject: (reason: unknown) => void;
  #abortListeners: AbortListeners | undefined;
  #abortEntry: AbortEntry | undefined;
  #unread: Entry<UnreadBody> | undefined;
  #clock: NodeJS.Timeout | undefined;
  #over = false;

  constructor(
    origin: Source,
    target: string,
    request: HttpRequest,
    options: SendOptions,
    resolve: (response: HttpResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    this.origin = origin;
    this.target = target;
    this.request = request;
    this.options = options;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  abstract granted(connection: Connection): void;
  /** The response has been read to its end. */
  protected abstract finish(): void;
  /** Frees what the exchange occupies, when it has failed. */
  protected abstract letGo(): void;
  protected abstract readTimedOut(ms: number): void;

  /** Nothing more is to happen: it failed, or the response has been read. */
  get over(): boolean {
    return this.#over;
  }

  /** Method and URL, without the query, which may hold a signature; the operation, where it is known. */
  get description(): string {
    const { shownPath } = this.options;
    const url = shownPath === undefined ? withoutQuery(this.request.url) : this.origin.name + shownPath;
    const request = `${this.request.method} ${url}`;
    return this.opener === undefined ? request : `${this.opener.operation}, ${request}`;
  }

  /** Method and path as messages show them. */
  protected get shown(): string {
    return `${this.request.method} ${this.options.shownPath ?? withoutQuery(this.target)}`;
  }

  start(): void {
    const { signal } = this.options;
    const connectTimeoutMs = timeLimit(this.options.connectTimeoutMs);
    if (signal) {
      this.#abortListeners = abortListeners(signal);
      this.#abortEntry = this.#abortListeners.add(this);
    }
    let connection: Connection | undefined;
    try {
      connection = this.origin.acquire(this);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (connection) this.granted(connection);
    else if (connectTimeoutMs !== undefined) {
      this.#clock = setTimeout(() => this.#connectTimedOut(connectTimeoutMs), connectTimeoutMs);
    }
  }

  refused(error: unknown, doing: string): void {
    // A proxy's errors are told where its name is known.
    this.fail(isIniaError(error) ? error : transportError(error, { host: this.origin.name, doing, connected: false }));
  }

  aborted(reason: unknown): void {
    this.fail(reason);
  }

  /** Starts, or starts again, the wait for the server. */
  startClock(): void {
    const readTimeoutMs = timeLimit(this.options.readTimeoutMs);
    if (readTimeoutMs === undefined || this.#over) return;
    if (this.#clock) this.#clock.refresh();
    else this.#clock = setTimeout(() => this.readTimedOut(readTimeoutMs), readTimeoutMs);
  }

  stopClock(): void {
    clearTimeout(this.#clock);
    this.#clock = undefined;
  }

  /** Something was heard or sent: a clock that runs starts anew. */
  protected refreshClock(): void {
    this.#clock?.refresh();
  }

  fail(error: unknown): void {
    if (this.#over) return;
    this.end();
    this.letGo();
    if (this.reader) this.reader.fail(error);
    else this.#reject(error);
  }

  protected failTransport(error: Error, cause: unknown): void {
    this.fail(this.reader ? new ResponseStreamingError(error.message, { cause }) : error);
  }

  protected end(): void {
    this.#over = true;
    this.stopClock();
    if (this.#abortEntry) this.#abortListeners?.remove(this.#abortEntry);
    if (this.#unread) this.origin.unread.remove(this.#unread);
  }

  /** Gives the response: as soon as its head is there where its body is a stream, else when all of it is. */
  protected receive(response: ResponseSource, head: Omit<HttpResponse, "body">): void {
    const { status } = head;
    this.received = 0;
    response.on("end", () => this.finish());
    if (this.options.streaming && status >= 200 && status < 300) {
      this.stopClock();
      const { reader, body } = openStreamedBody(response, this, () => {
        this.#unread = this.origin.unread.add(this);
      });
      this.reader = reader;
      this.#resolve({ ...head, body });
      // They hold the promise, which holds the body: it could never be collected.
      this.#resolve = this.#reject = ignore;
      return;
    }
    this.startClock();
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => {
      this.received += chunk.byteLength;
      this.refreshClock();
      chunks.push(chunk);
    });
    response.on("end", () => this.#resolve({ ...head, body: joined(chunks, this.received) }));
  }

  #connectTimedOut(ms: number): void {
    const doing = this.origin.doing(this);
    this.fail(
      new ConnectTimeoutError(
        `No connection to ${this.origin.name} within ${ms} ms (connectTimeoutMs): it was still ${doing}.`,
      ),
    );
  }
}

function ignore(): void {}

/** A plain `Uint8Array`, as every platform gives it. */
function joined(chunks: readonly Buffer[], length: number): Uint8Array {
  const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Node writes heads as Latin-1; botocore's are UTF-8. */
export function wireText(value: string): string {
  // ASCII is the question.
  return /^[\x00-\x7f]*$/.test(value) ? value : Buffer.from(value, "utf8").toString("latin1");
}

/** A query may hold a signature: messages do without. */
function withoutQuery(url: string): string {
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}
