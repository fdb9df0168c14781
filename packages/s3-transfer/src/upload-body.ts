import type { Uint8ArrayStream } from "@inia/core";

/** A file, by its path; on Node, Bun and Deno. */
export interface FilePath {
  readonly path: string;
}

/**
 * What can be uploaded: text (sent as UTF-8), bytes, a Blob or File, a file by its path, or a stream, whose length need
 * not be known: an async iterable of bytes, such as a Node Readable, or a web stream.
 */
export type UploadBody = string | Uint8Array | ArrayBuffer | ArrayBufferView | Blob | FilePath | Uint8ArrayStream;
