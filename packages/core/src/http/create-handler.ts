import { createHttpHandler as createPlatformHandler } from "#platform/http-handler";
import { loadHttp2 } from "#platform/load-http2";
import type { HttpHandlerSettings, PlatformHttpHandler } from "./handler-settings.js";

/**
 * The platform's handler. On Node it keeps connections, which handlers of equal settings share, and speaks HTTP/2 for
 * requests that need it; nothing is loaded, opened or counted before the first request. Elsewhere it is one over
 * `fetch`.
 */
export function createHttpHandler(settings: HttpHandlerSettings = {}): PlatformHttpHandler {
  return createPlatformHandler(settings, loadHttp2);
}
