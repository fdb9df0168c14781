import type { Http2Code } from "./http2.js";

/** Which HTTP is spoken, `fetch` and the server settle between them. */
export const loadHttp2: (() => Promise<Http2Code>) | undefined = undefined;
