import type { Http2Code } from "./http2.js";

/** Loads the code for HTTP/2, which few programs need. */
export const loadHttp2: (() => Promise<Http2Code>) | undefined = () => import("./http2.node.js");
