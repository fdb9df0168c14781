import type { RequestStream } from "./request-stream.js";

/** Browsers do not, or over HTTP/2 only; of other platforms nothing is known. */
export const requestStream: RequestStream | undefined = undefined as RequestStream | undefined;
