import { fileBody } from "#platform/file-body";
import { toUtf8 } from "../encoding/utf8.js";
import { ParamValidationError, UnseekableStreamError } from "../errors/call.js";
import { bytesOf, concatBytes } from "./byte-iterator.js";
import type { StreamingInput, Uint8ArrayStream } from "./types.js";

/** A request's body that is read while it is sent. */
export interface BodyStream extends AsyncIterable<Uint8Array> {
  /** In bytes; undefined when it is not known before the end. */
  readonly length: number | undefined;
  /** Whether iterating it now gives it from its beginning. */
  readonly replayable: boolean;
  /** Whether that is so however often it is iterated. */
  readonly repeatable: boolean;
  /**
   * Reads a stream that can be read only once into memory, from where it is repeatable.
   *
   * @throws {@link ParamValidationError} when it is longer than 64 MiB.
   */
  hold?(): Promise<void>;
}

/**
 * What a streaming input is sent as: bytes where it is in memory, else a stream. Blobs and Node's file streams can be
 * replayed and know their length; other streams can be read once, and their length is what the caller says.
 *
 * @throws {@link ParamValidationError} when the input is none of the accepted kinds.
 */
export function bodyFrom(input: StreamingInput, length?: number): Uint8Array | BodyStream {
  if (typeof input === "string") return toUtf8(input);
  if (typeof input !== "object" || input === null) throw unusable();
  if (input instanceof Uint8Array) return input;
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (isArrayBuffer(input)) return new Uint8Array(input);
  if (isBlob(input)) return blobBody(input);
  if (isBodyStream(input)) return input;
  const file = fileBody(input);
  if (file) return length === undefined ? file : withLength(file, length);
  if (isStream(input)) return new OneTimeBody(input, length);
  throw unusable();
}

/**
 * Reads a body into memory, for what needs all of it before it is sent.
 *
 * @throws {@link ParamValidationError} when it is longer than `limit` bytes (default: 64 MiB).
 */
export async function bufferBody(body: Uint8Array | BodyStream, limit: number = bufferLimit): Promise<Uint8Array> {
  if (ArrayBuffer.isView(body)) return body;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.byteLength;
    if (length > limit) {
      throw new ParamValidationError(
        `The body is a stream that must be held in memory before it is sent, and it is longer than ${limit} bytes. ` +
          "Give it as bytes or as a Blob; for S3, give its length.",
      );
    }
    pieces.push(piece);
  }
  return concatBytes(pieces, length);
}

/** Can be read once. Until that has begun it counts as replayable: a connection that failed has read nothing. */
class OneTimeBody implements BodyStream {
  readonly #length: number | undefined;
  readonly #source: Uint8ArrayStream;
  #begun = false;
  #held: Uint8Array | undefined;

  constructor(source: Uint8ArrayStream, length: number | undefined) {
    this.#source = source;
    this.#length = length;
  }

  get length(): number | undefined {
    return this.#held?.byteLength ?? this.#length;
  }

  get replayable(): boolean {
    return !this.#begun || this.repeatable;
  }

  get repeatable(): boolean {
    return this.#held !== undefined;
  }

  async hold(): Promise<void> {
    this.#held = await bufferBody(this);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#held !== undefined) {
      yield this.#held;
      return;
    }
    if (this.#begun) throw spent();
    this.#begun = true;
    yield* bytesOf(this.#source);
  }
}

function blobBody(blob: Blob): BodyStream {
  return {
    length: blob.size,
    replayable: true,
    repeatable: true,
    async *[Symbol.asyncIterator]() {
      // Slices, because not every platform's Blob has stream().
      for (let at = 0; at < blob.size; at += pieceSize) {
        yield new Uint8Array(await blob.slice(at, at + pieceSize).arrayBuffer());
      }
    },
  };
}

function withLength(body: BodyStream, length: number): BodyStream {
  return {
    length,
    replayable: body.replayable,
    repeatable: body.repeatable,
    [Symbol.asyncIterator]: () => body[Symbol.asyncIterator](),
  };
}

/** Also one of another realm. */
function isArrayBuffer(input: object): input is ArrayBuffer {
  return (input as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === "ArrayBuffer";
}

function isBlob(input: object): input is Blob {
  return "arrayBuffer" in input && "slice" in input && "size" in input;
}

function isBodyStream(input: object): input is BodyStream {
  return "replayable" in input && Symbol.asyncIterator in input;
}

function isStream(input: object): input is Uint8ArrayStream {
  return Symbol.asyncIterator in input || "getReader" in input;
}

function unusable(): ParamValidationError {
  return new ParamValidationError(
    "A streaming body must be a string, bytes, a Blob, a web stream or an async iterable of bytes such as a Node Readable.",
  );
}

function spent(): UnseekableStreamError {
  return new UnseekableStreamError(
    "The request cannot be sent again: its body is a stream that has been read. Give the body as a string, as bytes, " +
      "as a Blob or as a file stream to have such requests repeated, or set maxAttempts to 1 to see the first failure.",
  );
}

const bufferLimit = 67_108_864;
const pieceSize = 1_048_576;
