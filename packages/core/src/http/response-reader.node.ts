import type { Readable } from "node:stream";
import type { OpenedBody } from "./message.js";
import { Opener } from "./opener.node.js";

/** What a streamed body tells its exchange. */
export interface ReaderHost {
  readonly description: string;
  opener: Opener | undefined;
  readonly over: boolean;
  startClock(): void;
  stopClock(): void;
  fail(error: unknown): void;
}

/** What is read: a response of `node:http`, which knows when all of it has come, or a stream of `node:http2`. */
export type ResponseSource = Readable & { readonly complete?: boolean };

/** Takes a piece of a body; the next comes when the promise, if there is one, has resolved. */
export type TakePiece = (piece: Uint8Array) => Promise<void> | undefined;

interface Pending {
  resolve(result: IteratorResult<Uint8Array, undefined>): void;
  reject(reason: unknown): void;
}

/** Reads a response at the speed of its consumer. The clock runs only while somebody waits for bytes. */
export class ResponseReader {
  received = 0;
  readonly #response: ResponseSource;
  readonly #host: ReaderHost;
  readonly #pending: Pending[] = [];
  /** What came before somebody asked for it: seldom more than one piece. */
  readonly #came: Buffer[] = [];
  #pouring: { readonly serve: () => void; readonly reject: (reason: unknown) => void } | undefined;
  #listening = false;
  #ended = false;
  #failure: { readonly reason: unknown } | undefined;

  constructor(response: ResponseSource, host: ReaderHost) {
    this.#response = response;
    this.#host = host;
    response.on("end", () => this.#end());
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#failure) return Promise.reject(this.#failure.reason);
    if (this.#pending.length === 0) {
      const result = this.#take();
      if (result) return Promise.resolve(result);
    }
    this.#listen();
    this.#host.startClock();
    return new Promise((resolve, reject) => this.#pending.push({ resolve, reject }));
  }

  /** Gives every piece to `take` as it comes, and resolves at the end: `next` makes several promises for each. */
  pour(take: TakePiece): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure.reason);
    return new Promise((resolve, reject) => {
      let isTaking = false;
      const goOn = (): void => {
        isTaking = false;
        serve();
      };
      const takeNow: TakePiece = (piece) => {
        try {
          return take(piece);
        } catch (error) {
          // Here it would be the socket's.
          return Promise.reject(error);
        }
      };
      const serve = (): void => {
        while (!isTaking) {
          const result = this.#take();
          if (result === undefined) return this.#host.startClock();
          if (result.done) return resolve();
          const taking = takeNow(result.value);
          if (taking === undefined) continue;
          isTaking = true;
          this.#host.stopClock();
          taking.then(goOn, reject);
        }
        if (this.#came.length > 0) this.#response.pause();
      };
      this.#pouring = { serve, reject };
      this.#listen();
      serve();
    });
  }

  /**
   * Frees the connection at once when the whole body came with the head.
   *
   * @returns whether it did.
   */
  takeWhatCame(): boolean {
    if (!this.#response.complete || this.#listening) return false;
    const all: Buffer | null = this.#response.read();
    if (all !== null) this.#came.push(all);
    return true;
  }

  /** Lets go of the connection: back to the pool when everything has arrived, else closed. */
  cancel(): void {
    this.#came.length = 0;
    if (this.#host.over) return;
    this.#end();
    if (this.#response.complete) this.#response.removeAllListeners("data").resume();
    else this.#host.fail(undefined);
  }

  fail(reason: unknown): void {
    collected?.unregister(this.#host);
    if (this.#ended) return;
    this.#failure = { reason };
    this.#pouring?.reject(reason);
    for (const pending of this.#pending.splice(0)) pending.reject(reason);
  }

  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    // By this event pieces come as they are; `read()` would copy those that have gathered into one.
    this.#response.on("data", (chunk: Buffer) => {
      this.#came.push(chunk);
      this.#serve();
    });
  }

  #end(): void {
    this.#ended = true;
    collected?.unregister(this.#host);
    this.#serve();
  }

  #take(): IteratorResult<Uint8Array, undefined> | undefined {
    const chunk = this.#came.shift();
    if (chunk === undefined) return this.#ended ? { done: true, value: undefined } : undefined;
    if (this.#came.length === 0 && this.#listening && !this.#ended) this.#response.resume();
    this.received += chunk.byteLength;
    return { done: false, value: new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength) };
  }

  #serve(): void {
    if (this.#pouring) return this.#pouring.serve();
    while (this.#pending.length > 0) {
      const result = this.#take();
      if (result === undefined) {
        this.#host.startClock();
        return;
      }
      this.#pending.shift()!.resolve(result);
    }
    this.#host.stopClock();
    if (this.#came.length > 0) this.#response.pause();
  }
}

/**
 * A response's body as the caller gets it. Only the caller holds it: when it is collected unread, its connection is
 * closed, so that a forgotten body does not occupy one for ever.
 */
class StreamedBody implements AsyncIterableIterator<Uint8Array, undefined>, OpenedBody {
  readonly #reader: ResponseReader;
  readonly #host: ReaderHost;
  /** Whether a connection waits for it to be read. */
  isOpen = false;

  constructor(reader: ResponseReader, host: ReaderHost) {
    this.#reader = reader;
    this.#host = host;
  }

  "~opened"(operation: string): void {
    if (this.isOpen) this.#host.opener = new Opener(operation, this["~opened"]);
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    return this.#reader.next();
  }

  "~pour"(take: TakePiece): Promise<void> {
    return this.#reader.pour(take);
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#reader.cancel();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/**
 * The reader is for the exchange, the body for the caller. `onOpen` is called when the body occupies its connection:
 * when it did not come together with the head.
 */
export function openStreamedBody(
  response: ResponseSource,
  host: ReaderHost,
  onOpen: () => void,
): { readonly reader: ResponseReader; readonly body: AsyncIterable<Uint8Array> } {
  const reader = new ResponseReader(response, host);
  const body = new StreamedBody(reader, host);
  // By the next tick the parser is done with the packet that the head was in.
  process.nextTick(() => {
    if (host.over || reader.takeWhatCame()) return;
    onOpen();
    body.isOpen = true;
    // Registering costs as much as half a request (15 µs, most of it in the collector).
    collected ??= new FinalizationRegistry(releaseUnread);
    collected.register(body, host, host);
  });
  return { reader, body };
}

let collected: FinalizationRegistry<ReaderHost> | undefined;
let warned = false;

function releaseUnread(host: ReaderHost): void {
  if (host.over) return;
  if (!warned) {
    warned = true;
    process.emitWarning(
      `The body of ${host.description} was neither read nor cancelled; its connection was occupied until the garbage ` +
        "collector found it. Read it, call cancel(), or declare it with `await using`. (Told once.)",
      { type: "IniaWarning", code: "INIA_UNREAD_BODY", detail: host.opener?.place.join("\n") },
    );
  }
  host.fail(undefined);
}
