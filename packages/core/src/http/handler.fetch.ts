import { streamsRequests } from "#platform/request-streams";
import { MissingDependencyException } from "../errors/config.js";
import { InvalidEndpointConfigurationError } from "../errors/endpoint.js";
import { ReadTimeoutError } from "../errors/http.js";
import { ValidationError } from "../errors/call.js";
import { byteIterator, concatBytes } from "../streaming/byte-iterator.js";
import type { HttpHandlerSettings, HttpMetrics, PlatformHttpHandler } from "./handler-settings.js";
import type { HttpRequest, HttpResponse, SendOptions } from "./message.js";
import { transportError } from "./transport-error.js";
import { splitUrl } from "./url.js";

/** What a handler over `fetch` can be told besides. */
export interface FetchHandlerSettings extends HttpHandlerSettings {
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Added to each request, for example `{ credentials: "include" }`. */
  readonly init?: RequestInit | undefined;
  /** Whether this `fetch` sends a body while it is read. Else bodies are held in memory. Default: by platform. */
  readonly streamsRequests?: boolean | undefined;
}
