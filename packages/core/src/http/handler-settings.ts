import type { Proxies, ProxiesConfig } from "../config/client-config.js";
import type { HttpHandler } from "./message.js";

/** Trust and identity of TLS connections. Values are PEM text or file paths. */
export interface TlsSettings {
  /** `false` accepts any certificate. Default: `true`. */
  readonly verify?: boolean | undefined;
  /** Authorities to trust in place of the platform's own. */
  readonly ca?: string | undefined;
  /** The client's certificate. */
  readonly cert?: string | undefined;
  /** The key of `cert`, where it is not in the same file. */
  readonly key?: string | undefined;
}

/** How a handler connects. Node's handlers of equal settings share their connections. */
export interface HttpHandlerSettings {
  /** Open connections per origin; further requests wait for one. Default: 50. */
  readonly maxConnections?: number | undefined;
  /** Requests per origin that may wait for a connection; one more is refused. Default: 10,000. */
  readonly maxWaiting?: number | undefined;
  readonly tls?: TlsSettings | undefined;
  /** `false` where `tls` comes from environment or profile alone: over `fetch` it is passed over then. Default: `true`. */
  readonly tlsGiven?: boolean | undefined;
  /** Whether the operating system probes idle connections. Default: `false`. */
  readonly tcpKeepAlive?: boolean | undefined;
  /** By the scheme of the request. Default: none; the environment is not looked at. */
  readonly proxies?: Proxies | undefined;
  readonly proxiesConfig?: ProxiesConfig | undefined;
  /** How long the answer to `Expect: 100-continue` is waited for before the body is sent all the same. Default: 1,000. */
  readonly continueTimeoutMs?: number | undefined;
  /** A file that TLS session keys are appended to, for network analysers (`SSLKEYLOGFILE`). */
  readonly keyLogFile?: string | undefined;
}

/** What a handler's connections are doing. A handler over `fetch` knows only of bodies. */
export interface HttpMetrics {
  /** Connections that exist or are being made. */
  readonly open: number;
  /** Connections that wait for their next request. */
  readonly idle: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
  /** Streamed bodies that were handed out and neither read to their end nor cancelled. */
  readonly unreadBodies: number;
}

/** The handlers that core brings. */
export interface PlatformHttpHandler extends HttpHandler {
  metrics(): HttpMetrics;
  /** Closes the connections, unless another handler shares them; requests on their way are finished first. */
  close(): void;
}
