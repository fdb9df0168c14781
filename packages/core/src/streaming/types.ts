export type {} from "../schema/platform-types.js";

/** Bytes that arrive in pieces: an async iterable (Node's Readable is one) or a web stream. */
export type Uint8ArrayStream = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/** What an operation takes for a streaming body. Strings are sent as UTF-8. */
export type StreamingInput = string | Uint8Array | ArrayBuffer | ArrayBufferView | Blob | Uint8ArrayStream;

/** What an operation takes for a blob member. Strings are sent as UTF-8. */
export type BlobInput = string | Uint8Array | ArrayBuffer | ArrayBufferView;
