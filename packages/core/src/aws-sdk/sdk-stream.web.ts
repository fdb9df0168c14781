import { toBase64 } from "#platform/base64";
import { toHex } from "../encoding/hex.js";
import type { StreamingBody } from "../streaming/streaming-body.js";

/** A web stream that takes hold of the body with the first read; cancelling it gives the body up. */
export function readable(body: StreamingBody): object {
  let pieces: AsyncGenerator<Uint8Array, void, undefined> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        pieces ??= body[Symbol.asyncIterator]();
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => body.cancel(),
    },
    { highWaterMark: 0 },
  );
}

/** Bytes as text: base64, hexadecimal, or in an encoding that `TextDecoder` knows. */
export function bytesToString(bytes: Uint8Array, encoding: string = "utf-8"): string {
  if (encoding === "base64") return toBase64(bytes);
  return encoding === "hex" ? toHex(bytes) : new TextDecoder(encoding).decode(bytes);
}
