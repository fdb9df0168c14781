import type * as supported from "./chunked-payload.supported.js";

/** Neither: where `fetch` sends no streams, a body is held in memory, and hashed as a whole. */
export const canBeChunked: typeof supported.canBeChunked | undefined = undefined;
export const chunkedPayload: typeof supported.chunkedPayload | undefined = undefined;
