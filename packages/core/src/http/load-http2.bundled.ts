import type { Http2Code } from "./http2.js";
import { createHttp2Transport } from "./http2.node.js";

/** As `load-http2.node.ts`, but part of a bundle; why, says `credentials/load-providers.bundled.ts`. */
export const loadHttp2: (() => Promise<Http2Code>) | undefined = async () => ({ createHttp2Transport });
