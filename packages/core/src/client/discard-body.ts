import type { HttpResponse } from "../http/message.js";
import { byteIterator } from "../streaming/byte-iterator.js";

/** Gives up a body that is not part of an output. */
export function discardBody({ body }: HttpResponse): void {
  if (body === undefined || ArrayBuffer.isView(body)) return;
  // A web stream that somebody else reads is theirs to give up.
  if ("locked" in body && body.locked) return;
  byteIterator(body)
    .cancel()
    .catch(() => {});
}
