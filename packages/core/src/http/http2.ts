import type { HttpHandlerSettings, HttpMetrics } from "./handler-settings.js";
import type { HttpRequest, HttpResponse, SendOptions } from "./message.js";

/** What sends over HTTP/2 for the handlers of equal settings. */
export interface Http2Transport {
  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
  /** By origin. */
  metrics(): readonly HttpMetrics[];
  close(): void;
}

/** A platform's code for HTTP/2. */
export interface Http2Code {
  createHttp2Transport(
    settings: HttpHandlerSettings,
    limits: { readonly maxConnections: number; readonly maxWaiting: number },
  ): Http2Transport;
}
