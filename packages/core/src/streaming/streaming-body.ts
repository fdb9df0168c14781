/// <reference lib="esnext.disposable" preserve="true" />
import { nodeStream } from "#platform/node-stream";
import { IncompleteReadError, UnseekableStreamError } from "../errors/call.js";
import { ResponseStreamingError } from "../errors/http.js";
import { isIniaError } from "../errors/inia-error.js";
import { type ByteIterator, byteIterator, concatBytes } from "./byte-iterator.js";
import { splitLines } from "./lines.js";
import type { Uint8ArrayStream } from "./types.js";

declare global {
  // Empty where the program has neither DOM nor Node types; merged with the real ones where it has.
  interface Blob {}
  // biome-ignore lint/suspicious/noExplicitAny: as the DOM declares it
  interface ReadableStream<R = any> {}
  namespace NodeJS {
    interface ReadableStream {}
  }
}

/** What is known of a body before it is read. */
export interface StreamingBodyOptions {
  /** As the response's head announces it; a body of another length is an error. */
  readonly contentLength?: number | string | undefined;
  /** Becomes the type of `blob()`. */
  readonly contentType?: string | undefined;
  /** Sees every piece, and throws at the end when the whole is not what it should be. */
  readonly verifier?: BodyVerifier | undefined;
}

/** Computes a checksum while a body is read. */
export interface BodyVerifier {
  update(piece: Uint8Array): void;
  verify(): void | Promise<void>;
}

/** How {@link StreamingBody.iterLines} cuts and decodes. */
export interface LineOptions {
  /** Bytes that are read at a time. Default: 1,024. */
  readonly chunkSize?: number | undefined;
  /** Leaves the line ends on the lines. Default: `false`. */
  readonly keepEnds?: boolean | undefined;
  /** Default: `utf-8`. */
  readonly encoding?: string | undefined;
}

/**
 * The body of a response, read while it arrives, once, and in one of many ways: whole (`text`, `json`, `bytes`,
 * `blob`), piece by piece (`for await`, `read(n)`, `iterChunks`, `iterLines`), or as a stream of the platform
 * (`webStream`, `nodeStream`).
 *
 * It occupies a connection until it has been read to its end or cancelled: `cancel()`, `close()`, leaving a loop
 * early, or `await using`. At the end its length and, where the service sent one, its checksum are verified.
 *
 * Reading throws {@link ReadTimeoutError} after `readTimeoutMs` of silence, {@link ResponseStreamingError} when the
 * connection breaks, {@link IncompleteReadError} when the end comes too early, {@link FlexibleChecksumError}, and
 * {@link UnseekableStreamError} when the body was read before.
 *
 * @see botocore response.py, StreamingBody
 */
export class StreamingBody implements AsyncIterable<Uint8Array>, AsyncDisposable, Disposable {
  /** The announced length; undefined when the service did not say. */
  readonly contentLength: number | undefined;
  readonly #options: StreamingBodyOptions;
  readonly #source: Uint8Array | Uint8ArrayStream;
  #iterator: ByteIterator | undefined;
  /** What was taken from the source and not handed out yet. */
  #rest: Uint8Array | undefined;
  #count = 0;
  #ended = false;
  /** How the body was read, once nothing else may read it. */
  #readBy: string | undefined;
  /** Reads that were asked for together follow each other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(source: Uint8Array | Uint8ArrayStream, options: StreamingBodyOptions = {}) {
    const { contentLength } = options;
    this.contentLength = contentLength === undefined ? undefined : Number(contentLength);
    this.#source = source;
    this.#options = options;
  }

  /** The next `size` bytes, fewer only at the end, none after it; without a size, all that is left. */
  read(size?: number): Promise<Uint8Array> {
    if (size === undefined) {
      this.#take("read()");
      return this.#readRest();
    }
    if (this.#readBy !== undefined) return Promise.reject(this.#alreadyRead());
    return this.#inTurn(() => this.#readExactly(size));
  }

  async text(encoding = "utf-8"): Promise<string> {
    this.#take("text()");
    return new TextDecoder(encoding).decode(await this.#readRest());
  }

  async json<T = unknown>(): Promise<T> {
    this.#take("json()");
    return JSON.parse(new TextDecoder().decode(await this.#readRest())) as T;
  }

  async bytes(): Promise<Uint8Array> {
    this.#take("bytes()");
    return this.#readRest();
  }

  async blob(): Promise<Blob> {
    this.#take("blob()");
    return new Blob([(await this.#readRest()) as Uint8Array<ArrayBuffer>], { type: this.#options.contentType ?? "" });
  }

  /** Pieces as they arrive, of any size. */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    this.#take("iteration");
    return this.#pieces(() => this.#next());
  }

  /** Pieces of `size` bytes each; the last may be shorter. */
  iterChunks(size = 1024): AsyncGenerator<Uint8Array, void, undefined> {
    this.#take("iterChunks()");
    return this.#chunks(size);
  }

  /** Lines, without their ends unless `keepEnds` is set. */
  iterLines(options: LineOptions = {}): AsyncGenerator<string, void, undefined> {
    this.#take("iterLines()");
    return this.#lines(options);
  }

  webStream(): ReadableStream<Uint8Array> {
    this.#take("webStream()");
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const piece = await this.#next();
          if (piece === undefined) controller.close();
          else controller.enqueue(piece);
        },
        cancel: () => this.cancel(),
      },
      { highWaterMark: 0 },
    );
  }

  /** A `Readable` of Node's; on platforms without them an error. */
  nodeStream(): NodeJS.ReadableStream {
    this.#take("nodeStream()");
    return nodeStream(this.#pieces(() => this.#next()));
  }

  /** Gives the rest of the body up and frees its connection. */
  async cancel(): Promise<void> {
    this.#readBy ??= "cancel()";
    this.#rest = undefined;
    if (this.#ended) return;
    this.#ended = true;
    await this.#open().cancel();
  }

  /** Like {@link cancel}, for those who do not wait. */
  close(): void {
    // Whoever closes does not care how the source takes it.
    this.cancel().catch(() => {});
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.cancel();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
