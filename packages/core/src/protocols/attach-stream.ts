import { withCallersStack } from "../errors/callers-stack.js";
import type { HttpResponse } from "../http/message.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { MemberSchema } from "../schema/read.js";
import { byteIterator } from "../streaming/byte-iterator.js";
import { type BodyVerifier, StreamingBody } from "../streaming/streaming-body.js";
import type { Uint8ArrayStream } from "../streaming/types.js";
import type { EventCodec } from "./event-stream/codec.js";
import type { ParseOptions } from "./protocol.js";

/** What a response's stream is made with. */
export interface StreamSetup {
  readonly operation: OperationDescriptor;
  /** The member of the output that is the stream. */
  readonly member: MemberSchema;
  readonly codec: EventCodec | undefined;
  readonly options: ParseOptions;
  readonly verifier: BodyVerifier | undefined;
  /** Is told when the stream has ended. */
  readonly over: (() => void) | undefined;
  /** Tells an error in the middle of events which call it left. */
  readonly describe: (error: unknown) => unknown;
}

/** Puts the body of a response into the output as the stream that its member is. */
export async function attachStream(
  http: HttpResponse,
  output: Record<string, unknown>,
  { operation, member: { name, value }, codec, options, verifier, over, describe }: StreamSetup,
): Promise<void> {
  const source = http.body ?? new Uint8Array();
  if (value.kind === "structure") {
    const pieces = piecesOf(source);
    try {
      const opened = await operation.events!.open(operation, pieces, codec!, options);
      Object.assign(output, opened.initial);
      output[name] = closing(opened.events, over, pieces, describe);
    } catch (error) {
      closing(pieces, over).return().catch(ignore);
      throw error;
    }
    return;
  }
  output[name] = new StreamingBody(source, {
    contentLength: http.headers["content-length"],
    contentType: http.headers["content-type"],
    verifier,
    over,
  });
}

/** Gives up the stream in an output that nobody will read. */
export function discardStream({ name }: MemberSchema, output: Record<string, unknown>): void {
  const stream = output[name] as Partial<StreamingBody & Closable> | undefined;
  // A source that fails while it is given up is nobody's concern.
  if (stream?.close !== undefined) stream.close();
  else stream?.return?.().catch(ignore);
}

interface Closable {
  return(): Promise<unknown>;
}

/** The pieces of a body; `return` lets go of it, also before the first. */
function piecesOf(source: Uint8Array | Uint8ArrayStream): AsyncIterableIterator<Uint8Array, undefined> & Closable {
  const iterator = byteIterator(source);
  return {
    async next() {
      const value = await iterator.next();
      return value === undefined ? { done: true, value } : { done: false, value };
    },
    async return() {
      await iterator.cancel();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/**
 * An iterator that tells its end. `return` also lets go of the pieces that it is made of: a generator that has not
 * begun forwards nothing.
 */
function closing<Item>(
  made: AsyncIterator<Item>,
  over: () => void = ignore,
  pieces?: Closable,
  describe: StreamSetup["describe"] = (error) => error,
): AsyncIterableIterator<Item, undefined> & Closable {
  return {
    async next() {
      try {
        const result = await made.next();
        if (!result.done) return result;
      } catch (error) {
        over();
        throw withCallersStack(describe(error));
      }
      over();
      return { done: true, value: undefined };
    },
    async return() {
      over();
      // A generator that waits for a piece returns when it has got one: letting go of the pieces ends its wait.
      const released = pieces?.return();
      await made.return?.();
      await released;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function ignore(): void {}
