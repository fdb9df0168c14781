import { ParamValidationError, type Uint8ArrayStream } from "@inia/core";
import { openFile } from "#platform/files";
import type { Scratch } from "./lanes.js";
import { streamSource } from "./stream-source.js";
import type { FilePath, UploadBody } from "./upload-body.js";

/** What is uploaded, as it is read: from its beginning, part after part. */
export interface PartSource {
  /** In bytes; undefined where it is known at the end only. */
  readonly size: number | undefined;
  /**
   * The next `length` bytes, fewer only at the end, none after it. Calls are answered in their order, and need not be
   * awaited one by one. What they give stays as it is until its scratch is used again.
   */
  next(length: number, scratch: Scratch): Promise<Uint8Array>;
  /** Lets go of what is read, without waiting for a read that is under way. */
  close(): Promise<void>;
}

/** Opens a body. Streams are listened to at once, so that no error of theirs goes unheard. */
export function openSource(body: UploadBody, length: number | undefined): PartSource | Promise<PartSource> {
  if (typeof body === "string") return bytesSource(new TextEncoder().encode(body));
  if (ArrayBuffer.isView(body)) return bytesSource(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  if (typeof body === "object" && body !== null) {
    if (Object.prototype.toString.call(body) === "[object ArrayBuffer]") {
      return bytesSource(new Uint8Array(body as ArrayBuffer));
    }
    if (isBlob(body)) return blobSource(body);
    if (Symbol.asyncIterator in body || "getReader" in body) return streamSource(body as Uint8ArrayStream, length);
    if (typeof (body as FilePath).path === "string") return openFile((body as FilePath).path);
  }
  throw new ParamValidationError(
    "Body must be a string, bytes, a Blob, { path } of a file, a web stream or an async iterable of bytes such as a Node Readable.",
  );
}

function bytesSource(bytes: Uint8Array): PartSource {
  let at = 0;
  return {
    size: bytes.byteLength,
    next: async (length) => bytes.subarray(at, (at += length)),
    close: async () => {},
  };
}

function blobSource(blob: Blob): PartSource {
  let at = 0;
  return {
    size: blob.size,
    next: async (length) => new Uint8Array(await blob.slice(at, (at += length)).arrayBuffer()),
    close: async () => {},
  };
}

function isBlob(body: object): body is Blob {
  return "arrayBuffer" in body && "slice" in body && "size" in body;
}
