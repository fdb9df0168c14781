import type { Uint8ArrayStream } from "../streaming/types.js";
import type { HttpMetrics } from "./handler-settings.js";
import type { Http2Code } from "./http2.js";

export type {} from "../schema/platform-types.js";

/**
 * A request ready for the wire. `url` is absolute and already percent-encoded: handlers must send it as it is,
 * because the signature covers these very bytes.
 */
export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: Uint8Array | Uint8ArrayStream | undefined;
}

/** What an {@link HttpHandler} answers. Header names are lower case; repeated headers are joined with `, `. */
export interface HttpResponse {
  readonly status: number;
  /** The reason phrase, where the transport has one. */
  readonly reason?: string;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | Uint8ArrayStream | undefined;
}

/** What a handler is told besides the request. Durations are milliseconds; absent means no limit. */
export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Covers waiting for a pooled connection, DNS, TCP and TLS. */
  readonly connectTimeoutMs?: number | undefined;
  /** The longest silence between two reads, also while the caller reads the body. */
  readonly readTimeoutMs?: number | undefined;
  /** True when the body of a successful response goes to the caller as a stream; else the handler may collect it. */
  readonly streaming?: boolean;
  /** What messages show of the request instead of its path, where that holds what the model calls sensitive. */
  readonly shownPath?: string | undefined;
  /**
   * True when the request needs HTTP/2: both directions stream at once (event streams), so that the response is to be
   * given as soon as its head is there. `readTimeoutMs` is then the longest silence in both directions.
   */
  readonly http2?: boolean;
  /** Loads core's own code for HTTP/2, for core's own handler: operations that need it bring it along. */
  readonly loadHttp2?: (() => Promise<Http2Code>) | undefined;
}

/** A body that takes up a connection until it is read. Core's own on Node tells who opened it, if it is forgotten. */
export interface OpenedBody {
  "~opened"?(operation: string): void;
}

/** Sends one request. Own handlers implement `send`; everything else is optional. */
export interface HttpHandler {
  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
  close?(): void;
  /** What the connections are doing, where the handler knows. */
  metrics?(): HttpMetrics;
}
