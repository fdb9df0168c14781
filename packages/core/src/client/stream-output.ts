import type { ExpectedChecksum } from "../checksums/response-checksum.js";
import type { HttpResponse } from "../http/message.js";
import type { ParseOptions } from "../protocols/protocol.js";
import { byteIterator } from "../streaming/byte-iterator.js";
import { StreamingBody } from "../streaming/streaming-body.js";
import type { Uint8ArrayStream } from "../streaming/types.js";
import type { Call } from "./open-call.js";

/** Puts the body of a response into the output as the stream that its member is. `over` is told when it has ended. */
export async function attachStream(
  call: Call,
  http: HttpResponse,
  output: Record<string, unknown>,
  expected: ExpectedChecksum | undefined,
  options: ParseOptions,
  over: (() => void) | undefined,
): Promise<void> {
  const { operation, facts, client } = call;
  const { name, value } = facts.streamed!;
  const source = http.body ?? new Uint8Array();
  if (value.kind === "structure") {
    const pieces = piecesOf(source);
    try {
      const opened = await operation.events!.open(operation, pieces, client.service.protocol.events!, options);
      Object.assign(output, opened.initial);
      output[name] = closing(opened.events, over, pieces);
    } catch (error) {
      closing(pieces, over).return().catch(ignore);
      throw error;
    }
    return;
  }
  output[name] = new StreamingBody(over === undefined ? source : closing(piecesOf(source), over), {
    contentLength: http.headers["content-length"],
    contentType: http.headers["content-type"],
    verifier: expected && (await operation.httpChecksum!.bodyVerifier(expected)),
  });
}

/** Gives up the stream in an output that nobody will read. */
export function discardStream({ facts }: Call, output: Record<string, unknown>): void {
  const stream = facts.streamed && (output[facts.streamed.name] as Partial<StreamingBody & Closable> | undefined);
  // A source that fails while it is given up is nobody's concern.
  if (stream?.close !== undefined) stream.close();
  else stream?.return?.().catch(ignore);
}

/** Gives up a body that is not part of an output. */
export function discardBody({ body }: HttpResponse): void {
  if (body === undefined || ArrayBuffer.isView(body)) return;
  // A web stream that somebody else reads is theirs to give up.
  if ("locked" in body && body.locked) return;
  byteIterator(body).cancel().catch(ignore);
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
): AsyncIterableIterator<Item, undefined> & Closable {
  return {
    async next() {
      try {
        const result = await made.next();
        if (!result.done) return result;
      } catch (error) {
        over();
        throw error;
      }
      over();
      return { done: true, value: undefined };
    },
    async return() {
      over();
      await made.return?.();
      await pieces?.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function ignore(): void {}
