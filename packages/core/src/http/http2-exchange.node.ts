import { validateHeaderName, validateHeaderValue } from "node:http";
import type { ClientHttp2Stream, IncomingHttpHeaders, IncomingHttpStatusHeader } from "node:http2";
import { ValidationError } from "../errors/call.js";
import { ConnectionClosedError, ReadTimeoutError } from "../errors/http.js";
import type { IniaError } from "../errors/inia-error.js";
import { type ByteIterator, byteIterator } from "../streaming/byte-iterator.js";
import { BaseExchange, wireText } from "./base-exchange.node.js";
import type { Http2Origin, SharedSession } from "./http2-pool.node.js";
import { transportError } from "./transport-error.js";
import { drained } from "./upload.node.js";

/**
 * One request on a stream of HTTP/2. Both directions run at the same time: the response is given as soon as its head
 * is there, while the request's body is still sent. Whatever ends it, on either side, ends in `fail` or `finish`, and
 * both let go of everything: the stream, the clock, the caller's signal and the source of the body.
 */
export class Http2Exchange extends BaseExchange<SharedSession, Http2Origin> {
  #stream: ClientHttp2Stream | undefined;
  #source: ByteIterator | undefined;
  #sent = 0;

  override granted(connection: SharedSession): void {
    this.stopClock();
    this.connection = connection;
    let stream: ClientHttp2Stream;
    try {
      stream = connection.session.request(this.#headers(), { endStream: this.request.body === undefined });
    } catch (cause) {
      this.origin.release(connection);
      const isGone = connection.session.closed || connection.session.destroyed;
      const message = `This cannot be written as an HTTP/2 request: ${(cause as Error).message}`;
      this.fail(isGone ? this.#transportError(cause) : new ValidationError(message, { cause }));
      return;
    }
    this.#stream = stream;
    stream.on("response", (headers) => this.#responded(stream, headers));
    stream.on("error", (error) => this.#failed(error));
    stream.on("close", () => {
      connection.reused = true;
      this.#failed(closedEarly(stream));
      this.origin.release(connection);
    });
    this.startClock();
    const { body } = this.request;
    if (body !== undefined) void this.#upload(stream, byteIterator(body));
  }

  /** What is left of the request, nobody listens to. */
  protected override finish(): void {
    if (this.over) return;
    this.end();
    this.letGo();
  }

  /** Also tells a server that is not through with the request that no more of it comes. */
  protected override letGo(): void {
    this.#stopUpload();
    const stream = this.#stream;
    if (stream === undefined) this.origin.abandon(this);
    // Node's `close` would first end the body, as if all of it had been sent; destroyed with an error it is reset.
    else if (!(stream.writableFinished && stream.readableEnded)) stream.destroy(cancellation());
  }

  #headers(): Record<string, string> {
    const { method, headers } = this.request;
    const wire: Record<string, string> = {
      ":method": method,
      ":scheme": this.origin.scheme,
      ":authority": this.origin.authority,
      ":path": this.target,
      // botocore asks for bytes as they are.
      "accept-encoding": "identity",
    };
    for (const name in headers) {
      const lowerCase = name.toLowerCase();
      if (connectionHeaders.test(lowerCase)) continue;
      const value = wireText(headers[name]!);
      // Node destroys a whole session for a name that is none.
      validateHeaderName(lowerCase);
      validateHeaderValue(lowerCase, value);
      wire[lowerCase] = value;
    }
    return wire;
  }

  async #upload(stream: ClientHttp2Stream, source: ByteIterator): Promise<void> {
    this.#source = source;
    try {
      for (let piece = await source.next(); piece !== undefined; piece = await source.next()) {
        if (this.#source === undefined) return;
        this.#sent += piece.byteLength;
        this.refreshClock();
        if (!stream.write(piece)) await drained(stream);
        if (this.#source === undefined) return;
        this.refreshClock();
      }
      if (this.#source === undefined) return;
      this.#source = undefined;
      stream.end();
    } catch (error) {
      if (this.#source === undefined) return;
      this.#source = undefined;
      // What the caller's stream throws is the caller's: it goes back as it is.
      this.fail(error);
    }
  }

  /** A source that waits for something is not waited for. */
  #stopUpload(): void {
    const source = this.#source;
    this.#source = undefined;
    source?.cancel().catch(ignore);
  }

  #responded(stream: ClientHttp2Stream, received: IncomingHttpHeaders & IncomingHttpStatusHeader): void {
    if (this.over) return;
    const status = received[":status"]!;
    // A server that answers early with a refusal has decided.
    if (status >= 300) this.#stopUpload();
    // A stream that is cut ends before it closes, like one that is whole.
    stream.on("end", () => {
      if (stream.rstCode) this.#failed(closedEarly(stream));
    });
    this.receive(stream, { status, headers: collectHeaders(received) });
  }

  protected override readTimedOut(ms: number): void {
    this.origin.distrust(this.connection!);
    this.fail(
      new ReadTimeoutError(
        `Nothing was sent to or heard from ${this.origin.name} for ${ms} ms (readTimeoutMs) while ${this.#doing()}.`,
      ),
    );
  }

  #failed(cause: unknown): void {
    if (!this.over) this.failTransport(this.#transportError(cause), cause);
  }

  #transportError(cause: unknown): IniaError {
    const host = this.origin.name;
    const { code, message } = cause as NodeJS.ErrnoException;
    if (!code?.startsWith("ERR_HTTP2_")) {
      return transportError(cause, { host, doing: this.#doing(), connected: true });
    }
    return new ConnectionClosedError(`${host} ended the stream while ${this.#doing()}: ${message}`, { cause });
  }

  /** What the stream is doing, as a clause. */
  #doing(): string {
    const sent = `${this.#sent} bytes of the request's body were sent`;
    if (this.received >= 0) {
      const received = this.reader ? this.reader.received : this.received;
      return `reading the response to ${this.shown} (${received} bytes of the body so far; ${sent})`;
    }
    const connection = this.connection?.reused ? " on a connection that had been used before" : "";
    return `waiting for the response to ${this.shown}${connection} (${sent})`;
  }
}

function ignore(): void {}

/** What newer Nodes reset a stream with CANCEL for, others with INTERNAL_ERROR. It reaches nobody. */
function cancellation(): Error {
  return Object.assign(new Error("The stream is not wanted any more."), { name: "AbortError", code: "ABORT_ERR" });
}

/** Node tells nothing else of a stream that was cancelled, by the server or with its connection. */
function closedEarly({ rstCode }: ClientHttp2Stream): Error {
  const how = rstCode === cancelled ? "was cancelled" : `ended with code ${rstCode} before the response did`;
  return Object.assign(new Error(`the stream ${how}`), { code: "ERR_HTTP2_STREAM_CANCEL" });
}

/** Repeated headers are joined; pseudo headers are left out. */
function collectHeaders(received: IncomingHttpHeaders): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(received)) {
    const value = received[name];
    if (value !== undefined && !name.startsWith(":")) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}

const cancelled = 8; // RFC 9113, 7: CANCEL

// RFC 9113, 8.2.2: headers about one connection, which HTTP/2 forbids. `Expect` waits for what event streams lack.
const connectionHeaders: RegExp =
  /^(connection|expect|host|http2-settings|keep-alive|proxy-connection|te|transfer-encoding|upgrade)$/;
