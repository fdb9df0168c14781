/** HTTP handlers: core's own, and what one's own must do. */
export { createHttpHandler } from "./create-handler.js";
export { createFetchHandler, type FetchHandlerSettings } from "./fetch-handler.js";
export type { HttpHandlerSettings, HttpMetrics, PlatformHttpHandler, TlsSettings } from "./handler-settings.js";
export type { HttpHandler, HttpRequest, HttpResponse, SendOptions } from "./message.js";
