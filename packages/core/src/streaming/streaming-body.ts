/// <reference lib="esnext.disposable" preserve="true" />
import { nodeStream } from "#platform/node-stream";
import { IncompleteReadError, UnseekableStreamError } from "../errors/call.js";
import { withCallersStack } from "../errors/callers-stack.js";
import { ResponseStreamingError } from "../errors/http.js";
import { isIniaError } from "../errors/inia-error.js";
import { type ByteIterator, byteIterator, concatBytes } from "./byte-iterator.js";
import { splitLines } from "./lines.js";
import type { Uint8ArrayStream } from "./types.js";
import { webStreamOf } from "./web-stream.js";

export type {} from "../schema/platform-types.js";

/** What is known of a body before it is read. */
export interface StreamingBodyOptions {
  /** As the response's head announces it; a body of another length is an error. */
  readonly contentLength?: number | string | undefined;
  /** Becomes the type of `blob()`. */
  readonly contentType?: string | undefined;
  /** Sees every piece, and throws at the end when the whole is not what it should be. */
  readonly verifier?: BodyVerifier | undefined;
  /** Is told when the body has been read to its end, broke, or was cancelled. */
  readonly over?: (() => void) | undefined;
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
  readonly #source: unknown;
  readonly #iterator: ByteIterator;
  /** What was taken from the source and not handed out yet. */
  #rest: Uint8Array | undefined;
  #count = 0;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  /** How the body was read, once nothing else may read it. */
  #readBy: string | undefined;
  /** Reads that are asked for together follow each other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(source: Uint8Array | Uint8ArrayStream, options: StreamingBodyOptions = {}) {
    const { contentLength } = options;
    this.contentLength = contentLength === undefined ? undefined : Number(contentLength);
    this.#iterator = byteIterator(source);
    this.#source = source;
    this.#options = options;
  }

  /** For packages of Inia that count what they read themselves; undefined where a verifier has to see it. */
  get "~source"(): unknown {
    return this.#options.verifier ? undefined : this.#source;
  }

  /** The next `size` bytes, fewer only at the end, none after it; without a size, all that is left. */
  async read(size?: number): Promise<Uint8Array> {
    if (size === undefined) return this.#whole("read()");
    if (this.#readBy !== undefined) throw this.#alreadyRead();
    return this.#inTurn(() => this.#readUpTo(size));
  }

  /** Without a byte order mark, as `Response.text` gives it. */
  async text(encoding = "utf-8"): Promise<string> {
    return new TextDecoder(encoding).decode(await this.#whole("text()"));
  }

  async json<T = unknown>(): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await this.#whole("json()"))) as T;
  }

  async bytes(): Promise<Uint8Array> {
    return this.#whole("bytes()");
  }

  async blob(): Promise<Blob> {
    const bytes = (await this.#whole("blob()")) as Uint8Array<ArrayBuffer>;
    return new Blob([bytes], { type: this.#options.contentType ?? "" });
  }

  /** Pieces as they arrive, of any size. */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#pieces("iteration");
  }

  /** Pieces of `size` bytes each; the last may be shorter. */
  iterChunks(size = 1024): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#pieces("iterChunks()", size);
  }

  /** Lines, ended by LF, CR LF or CR; without their ends unless `keepEnds` is set. */
  iterLines(options: LineOptions = {}): AsyncGenerator<string, void, undefined> {
    const { chunkSize, keepEnds = false, encoding = "utf-8" } = options;
    return decoded(splitLines(this.#pieces("iterLines()", chunkSize), keepEnds), new TextDecoder(encoding));
  }

  webStream(): ReadableStream<Uint8Array> {
    return webStreamOf(this.#pieces("webStream()"), () => this.cancel());
  }

  /** A `Readable` of Node's; on platforms without them an error. */
  nodeStream(): NodeJS.ReadableStream {
    return nodeStream(this.#pieces("nodeStream()"));
  }

  /** Gives up what has not been read, and frees the connection. */
  async cancel(): Promise<void> {
    this.#readBy ??= "cancel()";
    this.#rest = undefined;
    if (this.#ended) return;
    this.#end();
    this.#failure ??= { error: this.#alreadyRead() };
    await this.#iterator.cancel();
  }

  /** Like {@link cancel}, without waiting. */
  close(): void {
    // A source that fails while it is given up is none of the caller's concern.
    this.cancel().catch(() => {});
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.cancel();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** Makes this reading the only one. */
  #take(readBy: string): void {
    if (this.#readBy !== undefined) throw this.#alreadyRead();
    this.#readBy = readBy;
  }

  #whole(readBy: string): Promise<Uint8Array> {
    this.#take(readBy);
    return this.#inTurn(() => this.#readUpTo(Infinity));
  }

  #inTurn(read: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const turn = after(this.#last, read);
    this.#last = turn;
    return turn;
  }

  #pieces(readBy: string, size?: number): AsyncGenerator<Uint8Array, void, undefined> {
    this.#take(readBy);
    return this.#generate(size);
  }

  async *#generate(size: number | undefined): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        const piece = size === undefined ? await this.#next() : await this.#readUpTo(size);
        if (piece === undefined || piece.byteLength === 0) return;
        yield piece;
      }
    } finally {
      await this.cancel();
    }
  }

  async #readUpTo(size: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    while (length < size) {
      const piece = await this.#next();
      if (piece === undefined) break;
      const wanted = piece.subarray(0, size - length);
      if (wanted.byteLength < piece.byteLength) this.#rest = piece.subarray(wanted.byteLength);
      pieces.push(wanted);
      length += wanted.byteLength;
    }
    return concatBytes(pieces, length);
  }

  async #next(): Promise<Uint8Array | undefined> {
    const rest = this.#rest;
    this.#rest = undefined;
    if (rest !== undefined) return rest;
    if (this.#failure) throw withCallersStack(this.#failure.error);
    if (this.#ended) return undefined;
    try {
      return await this.#pull();
    } catch (error) {
      this.#failure ??= { error: isTransportFailure(error) ? broken(error) : error };
      this.#end();
      throw withCallersStack(this.#failure.error);
    }
  }

  async #pull(): Promise<Uint8Array | undefined> {
    const { verifier } = this.#options;
    const piece = await this.#iterator.next();
    if (this.#failure) throw this.#failure.error;
    if (piece !== undefined) {
      this.#count += piece.byteLength;
      verifier?.update(piece);
      return piece;
    }
    if (this.contentLength !== undefined && this.#count !== this.contentLength) {
      throw new IncompleteReadError(`The body has ${this.#count} bytes where ${this.contentLength} were announced.`);
    }
    await verifier?.verify();
    this.#end();
    return undefined;
  }

  #end(): void {
    this.#ended = true;
    this.#options.over?.();
  }

  #alreadyRead(): UnseekableStreamError {
    const what = this.#readBy === "cancel()" ? "was cancelled" : `has been read, by ${this.#readBy}`;
    return new UnseekableStreamError(`This body ${what}. A body can be read once: keep what you read, or call again.`);
  }
}

/** With nothing but awaits, by which engines find the caller for an error's stack. */
async function after<Result>(previous: Promise<unknown>, read: () => Promise<Result>): Promise<Result> {
  try {
    await previous;
  } catch {
    // It has told whoever asked for it.
  }
  return await read();
}

async function* decoded(
  lines: AsyncIterable<Uint8Array>,
  decoder: TextDecoder,
): AsyncGenerator<string, void, undefined> {
  for await (const line of lines) yield decoder.decode(line);
}

/** What platforms throw when a body breaks; errors of handlers, and reasons of aborts, are not among it. */
function isTransportFailure(error: unknown): error is Error {
  if (isIniaError(error) || !(error instanceof Error) || error.name === "AbortError") return false;
  return error instanceof TypeError || typeof (error as { code?: unknown }).code === "string";
}

function broken(cause: Error): ResponseStreamingError {
  return new ResponseStreamingError(`The body broke while it was read: ${cause.message}`, { cause });
}
