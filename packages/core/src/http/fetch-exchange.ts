import { onAbort } from "#platform/abort-listeners";
import { transportError } from "#platform/transport-error";
import { ValidationError } from "../errors/call.js";
import { MissingDependencyException } from "../errors/config.js";
import { InvalidEndpointConfigurationError } from "../errors/endpoint.js";
import { ReadTimeoutError, ResponseStreamingError } from "../errors/http.js";
import { isIniaError } from "../errors/inia-error.js";
import { readAll } from "../streaming/byte-iterator.js";
import { throwIfAborted, unlessAborted } from "./abort.js";
import { getHeader } from "./header.js";
import type { HttpRequest, HttpResponse, SendOptions } from "./message.js";
import type { RequestStream } from "./request-stream.js";
import { timeLimit } from "./time-limit.js";
import { splitUrl } from "./url.js";

/** What the exchanges of a handler share. */
export interface FetchTransport {
  readonly fetch: typeof globalThis.fetch;
  readonly init?: object | undefined;
  /** Makes the stream of a body, where this `fetch` sends one while it is read. */
  readonly requestStream: RequestStream | undefined;
  /** Stand for bodies that were handed out and are not read yet. */
  readonly unread: Set<unknown>;
}

/** One request over `fetch`: its clocks, the caller's signal, and what becomes of errors. */
export async function exchangeByFetch(
  transport: FetchTransport,
  request: HttpRequest,
  options: SendOptions,
): Promise<HttpResponse> {
  const { fetch, init, requestStream, unread } = transport;
  const { method, url, headers } = request;
  const { host, path } = splitUrl(url);
  const { signal, http2, shownPath = path } = options;
  throwIfAborted(signal);
  if (http2) throw new MissingDependencyException("This operation streams both ways over HTTP/2, which fetch cannot.");
  if (dotSegment.test(path)) {
    throw new ValidationError(`fetch cannot send the path ${shownPath}: it would remove the segments "." and "..".`);
  }
  const connectTimeoutMs = timeLimit(options.connectTimeoutMs);
  const readTimeoutMs = timeLimit(options.readTimeoutMs);
  const controller = new AbortController();
  let clock: ReturnType<typeof setTimeout> | undefined;
  /** Bytes of the body so far; negative until the head is there. */
  let received = -1;
  let isStreamed = false;
  /** Why the exchange was ended from here; platforms throw their own words for it. */
  let ended: { readonly reason: unknown } | undefined;

  /** Ends the exchange at once, whatever the platform is doing. */
  const end = (reason: unknown): void => {
    ended ??= { reason };
    settle();
    controller.abort(reason);
  };
  const release = signal && onAbort(signal, end);
  const stopClock = (): void => clearTimeout(clock);
  const settle = (): void => {
    stopClock();
    release?.();
  };
  const doing = (): string =>
    received < 0
      ? `waiting for the response to ${method} ${shownPath}`
      : `reading the response to ${method} ${shownPath} (${received} bytes of the body so far)`;
  const startClock = (ms: number, setting: string): void => {
    clock = setTimeout(
      () => end(new ReadTimeoutError(`Nothing was heard from ${host} for ${ms} ms (${setting}) while ${doing()}.`)),
      ms,
    );
  };
  const explained = (error: unknown): unknown => {
    settle();
    if (ended) return ended.reason;
    if (isIniaError(error)) return error;
    const connected = received >= 0 || undefined;
    const explanation = transportError(error, { host, doing: doing(), connected });
    return isStreamed ? new ResponseStreamingError(explanation.message, { cause: error }) : explanation;
  };

  /** The body as this `fetch` takes it. One with a known length is held in memory: streams are sent in chunks. */
  const requestBody = async (): Promise<Uint8Array | ReadableStream | undefined> => {
    const { body } = request;
    if (body === undefined || ArrayBuffer.isView(body)) return body;
    if (requestStream && getHeader(headers, "content-length") === undefined) return requestStream(body, end);
    try {
      return await readAll(body, () => {
        if (ended) throw ended.reason;
      });
    } catch (error) {
      // What the caller's stream throws is the caller's: it goes back as it is.
      end(error);
      throw error;
    }
  };

  const send = async (): Promise<HttpResponse> => {
    const body = await requestBody();
    const length = ArrayBuffer.isView(body) ? body.byteLength : body ? Infinity : 0;
    // `fetch` does not tell when a connection stands, nor how far an upload is: large ones are not timed.
    if (connectTimeoutMs !== undefined && readTimeoutMs !== undefined && length <= timedUploadLimit) {
      startClock(connectTimeoutMs + readTimeoutMs, "connectTimeoutMs + readTimeoutMs");
    }
    const response = await fetch(url, {
      method,
      headers: fetchHeaders(headers),
      // botocore follows no redirects: the signature holds for one host.
      redirect: "manual",
      ...(body && { body }),
      ...(length === Infinity && { duplex: "half" }),
      ...init,
      signal: controller.signal,
    } as RequestInit);
    stopClock();
    if (response.type === "opaqueredirect") {
      throw new InvalidEndpointConfigurationError(
        `${host} answered ${method} ${shownPath} with a redirect, which browsers do not let programs see. ` +
          "Check the region (of the bucket) and the endpoint.",
      );
    }
    return read(response);
  };

  const read = async (response: Response): Promise<HttpResponse> => {
    const { status, statusText: reason } = response;
    const head = { status, reason, headers: headersOf(response) };
    received = 0;
    const reader = response.body?.getReader();
    if (!reader) {
      const body = new Uint8Array(await response.arrayBuffer());
      settle();
      return { ...head, body };
    }
    isStreamed = !!options.streaming && status >= 200 && status < 300;
    const body = pieces(reader);
    return { ...head, body: isStreamed ? body : await readAll(body) };
  };

  /** A streamed body that is collected unread lets go of its connection, as that of the Node handler does. */
  const pieces = (reader: ReadableStreamDefaultReader<Uint8Array>): AsyncIterable<Uint8Array> => {
    const over = (): void => {
      unread.delete(over);
      settle();
    };
    const cancel = (): Promise<void> => {
      over();
      return reader.cancel();
    };
    const body = {
      async next() {
        try {
          if (readTimeoutMs !== undefined) startClock(readTimeoutMs, "readTimeoutMs");
          const { done, value } = await reader.read();
          stopClock();
          if (done) over();
          else received += value.byteLength;
          return { done, value };
        } catch (error) {
          over();
          throw explained(error);
        }
      },
      async return() {
        await cancel();
        return { done: true, value: undefined };
      },
      // By `this`: what `cancel` remembers must not hold the body.
      [Symbol.asyncIterator]() {
        return this;
      },
    } as AsyncIterator<Uint8Array, undefined> & AsyncIterable<Uint8Array>;
    if (isStreamed) {
      unread.add(over);
      collected ??= new FinalizationRegistry((release) => release());
      collected.register(body, () => void cancel().catch(() => {}));
    }
    return body;
  };

  try {
    return await unlessAborted(send(), controller.signal);
  } catch (error) {
    throw explained(error);
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
  if (/gzip|deflate|\bbr\b|zstd/i.test(headers["content-encoding"] ?? "")) delete headers["content-length"];
  return headers;
}

const timedUploadLimit = 1_048_576;
const connectionHeaders: RegExp =
  /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|accept-encoding)$/i;

// Also in their encoded spellings, which the URL standard knows as well.
const dotSegment: RegExp = /\/(\.|%2e){1,2}(\/|$)/i;
