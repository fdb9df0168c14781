import { ConnectionClosedError, EndpointConnectionError, HTTPClientError } from "../errors/http.js";
import type { IniaError } from "../errors/inia-error.js";
import { hideUrls } from "./hide-urls.js";
import type { TransportFailure } from "./transport-failure.js";

/**
 * Gives a failure of `fetch` its place in the tree of errors. Browsers say no more than that it was a TypeError.
 * `cause` keeps the original, without what follows the host in its URLs.
 */
export function transportError(cause: unknown, { host, doing, connected }: TransportFailure): IniaError {
  hideUrls(cause);
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
  if (!(cause instanceof TypeError)) {
    return new HTTPClientError(`The request to ${host} failed while ${doing}: ${reason}`, { cause });
  }
  return connected
    ? new ConnectionClosedError(`${host} closed the connection while ${doing}: ${reason}`, { cause })
    : new EndpointConnectionError(
        `Could not connect to ${host}: ${reason} (while ${doing}). Check region, endpoint, network and CORS.`,
        { cause },
      );
}
