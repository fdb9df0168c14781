export type {} from "../schema/platform-types.js";

/** Bytes that arrive in pieces: an async iterable (Node's Readable is one) or a web stream. */
export type Uint8ArrayStream = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/** Events that an operation sends, in order: an async iterable (a generator, a Node Readable), a web stream, an array. */
export type EventStreamInput<Event> = AsyncIterable<Event> | Iterable<Event> | ReadableEvents<Event>;

/** A web stream as far as it is read: where the platform's types are absent, `ReadableStream` would be anything. */
export interface ReadableEvents<Event> {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Event | undefined }>;
    cancel(): Promise<void>;
  };
}

/** What an operation takes for a streaming body. Strings are sent as UTF-8. */
export type StreamingInput = string | Uint8Array | ArrayBuffer | ArrayBufferView | Blob | Uint8ArrayStream;

/** What an operation takes for a blob member. Strings are sent as UTF-8. */
export type BlobInput = string | Uint8Array | ArrayBuffer | ArrayBufferView;
