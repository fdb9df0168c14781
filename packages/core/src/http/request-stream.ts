import { byteIterator } from "../streaming/byte-iterator.js";
import type { Uint8ArrayStream } from "../streaming/types.js";

/** Makes what `fetch` reads of a body that it sends while it is read; `failed` is told what the body throws. */
export type RequestStream = (body: Uint8ArrayStream, failed: (reason: unknown) => void) => ReadableStream<Uint8Array>;

export const requestStream: RequestStream = (body, failed) => {
  const iterator = byteIterator(body);
  return new ReadableStream({
    async pull(controller) {
      try {
        const piece = await iterator.next();
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      } catch (error) {
        failed(error);
        throw error;
      }
    },
    cancel: () => iterator.cancel(),
  });
};
