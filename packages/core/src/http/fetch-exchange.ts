import { transportError } from "#platform/transport-error";
import { ValidationError } from "../errors/call.js";
import { MissingDependencyException } from "../errors/config.js";
import { InvalidEndpointConfigurationError } from "../errors/endpoint.js";
import { ReadTimeoutError, ResponseStreamingError } from "../errors/http.js";
import { isIniaError } from "../errors/inia-error.js";
import { byteIterator, bytesOf, concatBytes } from "../streaming/byte-iterator.js";
import type { Uint8ArrayStream } from "../streaming/types.js";
import { type AbortEntry, type AbortListener, type AbortListeners, abortListeners } from "./abort-listeners.js";
import type { HttpRequest, HttpResponse, SendOptions } from "./message.js";
import { timeLimit } from "./time-limit.js";
import { splitUrl } from "./url.js";

/** What the exchanges of a handler share. */
export interface FetchTransport {
  readonly fetch: typeof globalThis.fetch;
  readonly init: object | undefined;
  readonly streamsRequests: boolean;
  /** Bodies that were handed out and are not read yet. */
  readonly unread: Set<object>;
}

/** One request over `fetch`: its clocks, the caller's signal, and what becomes of errors. */
export class FetchExchange implements AbortListener {
  readonly #transport: FetchTransport;
  readonly #request: HttpRequest;
  readonly #options: SendOptions;
  readonly #reject: (reason: unknown) => void;
  readonly #controller: AbortController = new AbortController();
  readonly #host: string;
  readonly #path: string;
  readonly #shownPath: string;
  #abortListeners: AbortListeners | undefined;
  #abortEntry: AbortEntry | undefined;
  #clock: ReturnType<typeof setTimeout> | undefined;
  #received = -1;
  #streamed = false;
  /** Why the exchange was ended from here; platforms throw their own words for it. */
  #ended: { readonly reason: unknown } | undefined;

  constructor(
    transport: FetchTransport,
    request: HttpRequest,
    options: SendOptions,
    reject: (reason: unknown) => void,
  ) {
    const { host, path } = splitUrl(request.url);
    this.#transport = transport;
    this.#request = request;
    this.#options = options;
    this.#reject = reject;
    this.#host = host;
    this.#path = path;
    this.#shownPath = options.shownPath ?? path;
  }

  async run(): Promise<HttpResponse> {
    const { signal, http2 } = this.#options;
    signal?.throwIfAborted();
    if (http2)
      throw new MissingDependencyException("This operation streams both ways over HTTP/2, which fetch cannot.");
    if (dotSegment.test(this.#path)) {
      throw new ValidationError(
        `fetch cannot send the path ${this.#shownPath}: it would remove the segments "." and "..".`,
      );
    }
    if (signal) {
      this.#abortListeners = abortListeners(signal);
      this.#abortEntry = this.#abortListeners.add(this);
    }
    try {
      const response = await this.#fetch();
      return await this.#read(response);
    } catch (error) {
      this.#settle();
      throw this.#explained(error);
    }
  }

  aborted(reason: unknown): void {
    this.#end(reason);
  }

  async #fetch(): Promise<Response> {
    const { method, url } = this.#request;
    const { fetch, init } = this.#transport;
    const { body, streams, length } = await this.#body();
    this.#startHeadClock(length);
    const response = await fetch(url, {
      method,
      headers: fetchHeaders(this.#request.headers),
      // botocore follows no redirects: the signature holds for one host.
      redirect: "manual",
      ...(body !== undefined && { body }),
      ...(streams && { duplex: "half" }),
      ...init,
      signal: this.#controller.signal,
    } as RequestInit);
    this.#stopClock();
    if (response.type === "opaqueredirect") {
      throw new InvalidEndpointConfigurationError(
        `${this.#host} answered ${method} ${this.#shownPath} with a redirect, which browsers do not let programs see. ` +
          "Check the region (of the bucket) and the endpoint.",
      );
    }
    return response;
  }

  /** The body as this `fetch` takes it. One with a known length is held in memory: streams are sent in chunks. */
  async #body(): Promise<{ readonly body?: BodyInit; readonly streams?: boolean; readonly length: number }> {
    const { body, headers } = this.#request;
    if (body === undefined) return { length: 0 };
    if (ArrayBuffer.isView(body)) return { body: body as Uint8Array<ArrayBuffer>, length: body.byteLength };
    const hasLength = Object.keys(headers).some((name) => name.toLowerCase() === "content-length");
    if (this.#transport.streamsRequests && !hasLength) {
      return { body: this.#webStream(body), streams: true, length: Infinity };
    }
    const bytes = await this.#buffer(body);
    return { body: bytes as Uint8Array<ArrayBuffer>, length: bytes.byteLength };
  }

  async #buffer(body: Uint8ArrayStream): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    try {
      for await (const piece of bytesOf(body)) {
        if (this.#ended) throw this.#ended.reason;
        pieces.push(piece);
        length += piece.byteLength;
      }
    } catch (error) {
      // What the caller's stream throws is the caller's: it goes back as it is.
      this.#end(error);
      throw error;
    }
    return concatBytes(pieces, length);
  }

  #webStream(body: Uint8ArrayStream): ReadableStream<Uint8Array> {
    const iterator = byteIterator(body);
    return new ReadableStream({
      pull: async (controller) => {
        try {
          const piece = await iterator.next();
          if (piece === undefined) controller.close();
          else controller.enqueue(piece);
        } catch (error) {
          this.#end(error);
          throw error;
        }
      },
      cancel: () => iterator.cancel(),
    });
  }

  async #read(response: Response): Promise<HttpResponse> {
    const { status, statusText: reason } = response;
    const headers = headersOf(response);
    this.#received = 0;
    const reader = response.body?.getReader();
    if (this.#options.streaming && status >= 200 && status < 300 && reader) {
      this.#streamed = true;
      return { status, reason, headers, body: this.#streamedBody(reader) };
    }
    const body = reader ? await this.#collect(reader) : new Uint8Array(await response.arrayBuffer());
    this.#settle();
    return { status, reason, headers, body };
  }

  async #collect(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for (let piece = await this.#next(reader); piece !== undefined; piece = await this.#next(reader))
      pieces.push(piece);
    return concatBytes(pieces, this.#received);
  }

  /** A body that is collected unread lets go of its connection, as that of the Node handler does. */
  #streamedBody(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncIterable<Uint8Array> {
    const { unread } = this.#transport;
    const over = (): void => {
      unread.delete(this);
      this.#settle();
    };
    unread.add(this);
    const cancel = (): Promise<void> => {
      over();
      return reader.cancel();
    };
    const iterator: AsyncIterator<Uint8Array, undefined> = {
      next: async () => {
        try {
          const value = await this.#next(reader);
          if (value !== undefined) return { done: false, value };
          over();
          return { done: true, value: undefined };
        } catch (error) {
          over();
          throw this.#explained(error);
        }
      },
      return: async () => {
        await cancel();
        return { done: true, value: undefined };
      },
    };
    const body = Object.assign(iterator, { [Symbol.asyncIterator]: () => iterator });
    collected ??= new FinalizationRegistry((release) => release());
    collected.register(body, () => void cancel().catch(() => {}));
    return body;
  }

  async #next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
    const readTimeoutMs = timeLimit(this.#options.readTimeoutMs);
    if (readTimeoutMs !== undefined) this.#startClock(readTimeoutMs, "readTimeoutMs");
    const { value } = await reader.read();
    this.#stopClock();
    if (value !== undefined) this.#received += value.byteLength;
    return value;
  }

  /** `fetch` does not tell when a connection stands, nor how far an upload is: large ones are not timed. */
  #startHeadClock(bodyLength: number): void {
    const connectTimeoutMs = timeLimit(this.#options.connectTimeoutMs);
    const readTimeoutMs = timeLimit(this.#options.readTimeoutMs);
    if (connectTimeoutMs === undefined || readTimeoutMs === undefined || bodyLength > timedUploadLimit) return;
    this.#startClock(connectTimeoutMs + readTimeoutMs, "connectTimeoutMs + readTimeoutMs");
  }

  #startClock(ms: number, setting: string): void {
    this.#clock = setTimeout(() => {
      this.#end(
        new ReadTimeoutError(`Nothing was heard from ${this.#host} for ${ms} ms (${setting}) while ${this.#doing()}.`),
      );
    }, ms);
  }

  #stopClock(): void {
    clearTimeout(this.#clock);
  }

  /** Ends the exchange at once, whatever the platform is doing. */
  #end(reason: unknown): void {
    this.#ended ??= { reason };
    this.#settle();
    this.#controller.abort(reason);
    this.#reject(reason);
  }

  #settle(): void {
    this.#stopClock();
    if (this.#abortEntry) this.#abortListeners?.remove(this.#abortEntry);
  }

  #explained(error: unknown): unknown {
    if (this.#ended) return this.#ended.reason;
    if (isIniaError(error)) return error;
    const connected = this.#received >= 0 || undefined;
    const explained = transportError(error, { host: this.#host, doing: this.#doing(), connected });
    return this.#streamed ? new ResponseStreamingError(explained.message, { cause: error }) : explained;
  }

  #doing(): string {
    const what = `${this.#request.method} ${this.#shownPath}`;
    if (this.#received < 0) return `waiting for the response to ${what}`;
    return `reading the response to ${what} (${this.#received} bytes of the body so far)`;
  }
}

let collected: FinalizationRegistry<() => void> | undefined;

/** All but those that `fetch` sets itself: some platforms throw when they are given. */
function fetchHeaders(given: Readonly<Record<string, string>>): [name: string, value: string][] {
  const headers = Object.entries(given).filter(([name]) => !connectionHeaders.test(name));
  // As botocore asks. Browsers pass over it.
  headers.push(["Accept-Encoding", "identity"]);
  return headers;
}

function headersOf(response: Response): Record<string, string> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value;
  });
  // The platform has decoded the body, so its length on the wire says nothing about it.
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && /gzip|deflate|\bbr\b|zstd/i.test(encoding)) delete headers["content-length"];
  return headers;
}

const timedUploadLimit = 1_048_576;
const connectionHeaders: RegExp =
  /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|accept-encoding)$/i;

// Also in their encoded spellings, which the URL standard knows as well.
const dotSegment: RegExp = /\/(\.|%2e){1,2}(\/|$)/i;
