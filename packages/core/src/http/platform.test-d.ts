import type * as abortNode from "./abort-listeners.node.js";
import type * as abortWeb from "./abort-listeners.web.js";
import type * as proxiesNode from "./environment-proxies.node.js";
import type * as proxiesWeb from "./environment-proxies.web.js";
import type * as handlerFetch from "./handler.fetch.js";
import type * as handlerNode from "./handler.node.js";
import type * as loadHttp2Bundled from "./load-http2.bundled.js";
import type * as loadHttp2Node from "./load-http2.node.js";
import type * as loadHttp2Web from "./load-http2.web.js";
import type * as loadProxyBundled from "./load-proxy.bundled.js";
import type * as loadProxyNode from "./load-proxy.node.js";
import type * as streamsSupported from "./request-stream.supported.js";
import type * as streamsUnsupported from "./request-stream.unsupported.js";
import type * as transportError from "./transport-error.js";
import type * as transportErrorWeb from "./transport-error.web.js";
import type * as userAgentNode from "./user-agent.node.js";
import type * as userAgentWeb from "./user-agent.web.js";

/** Compiles only where each type is assignable to the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B];

/** The handlers' settings differ: the one over fetch takes more. */
type Assignable<A extends B, B> = [A, B];

export type Variants = [
  Assignable<typeof handlerFetch, typeof handlerNode>,
  Interchangeable<typeof loadHttp2Node, typeof loadHttp2Web>,
  Interchangeable<typeof loadHttp2Node, typeof loadHttp2Bundled>,
  Interchangeable<typeof loadProxyNode, typeof loadProxyBundled>,
  Assignable<typeof proxiesNode, typeof proxiesWeb>,
  Assignable<typeof streamsSupported, typeof streamsUnsupported>,
  Interchangeable<typeof abortNode.onAbort, typeof abortWeb.onAbort>,
  Interchangeable<typeof transportErrorWeb.transportError, typeof transportError.transportError>,
  Interchangeable<keyof typeof userAgentNode, keyof typeof userAgentWeb>,
  Interchangeable<typeof userAgentNode.platformComponents, typeof userAgentWeb.platformComponents>,
];
