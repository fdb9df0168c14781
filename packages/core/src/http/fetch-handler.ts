import { requestStream as platformStream } from "#platform/request-stream";
import { InvalidConfigError } from "../errors/config.js";
import { exchangeByFetch, type FetchTransport } from "./fetch-exchange.js";
import type { HttpHandlerSettings, PlatformHttpHandler } from "./handler-settings.js";
import { type RequestStream, requestStream } from "./request-stream.js";

/** How a handler over `fetch` sends. Connections are the platform's affair: settings about them have no effect. */
export interface FetchHandlerSettings extends HttpHandlerSettings {
  /** Default: the platform's. */
  fetch?(url: string, init: object): Promise<unknown>;
  /** Added to every request, for example `{ cache: "no-store" }`. */
  readonly init?: object | undefined;
  /**
   * Whether this `fetch` sends a body while it is read. Else the body is held in memory first: Firefox would send
   * `[object ReadableStream]`, and Chromium refuses over HTTP/1. Default: what is known of the platform.
   */
  readonly streamsRequests?: boolean | undefined;
}

/**
 * A handler over `fetch`, for browsers, workers, Deno and Bun.
 *
 * @throws {@link InvalidConfigError} when `tls` or `proxies` are set: `fetch` has no say in trust, certificates and
 *   the way to the server.
 */
export function createFetchHandler(settings: FetchHandlerSettings = {}): PlatformHttpHandler {
  const { fetch, init, streamsRequests = platformStream !== undefined } = settings;
  return fetchHandler(settings, streamsRequests ? requestStream : undefined, fetch as typeof globalThis.fetch, init);
}

/** The platform's own handler. */
export function createHttpHandler(settings: HttpHandlerSettings = {}): PlatformHttpHandler {
  return fetchHandler(settings, platformStream);
}

function fetchHandler(
  settings: HttpHandlerSettings,
  requestStream: RequestStream | undefined,
  fetch: typeof globalThis.fetch = (url, init) => globalThis.fetch(url, init),
  init?: object,
): PlatformHttpHandler {
  const { verify = true, ca, cert, key } = (settings.tlsGiven !== false && settings.tls) || {};
  if (!verify || ca !== undefined || cert !== undefined || key !== undefined) {
    throw new InvalidConfigError("tls cannot be set here: over fetch, the platform decides whom to trust.");
  }
  if (settings.proxies?.http !== undefined || settings.proxies?.https !== undefined) {
    throw new InvalidConfigError("proxies cannot be set here: over fetch, the platform decides how to connect.");
  }
  const transport: FetchTransport = { fetch, init, requestStream, unread: new Set() };
  return {
    send: (request, options) => exchangeByFetch(transport, request, options),
    metrics: () => ({ open: 0, idle: 0, waiting: 0, unreadBodies: transport.unread.size }),
    close() {},
  };
}
