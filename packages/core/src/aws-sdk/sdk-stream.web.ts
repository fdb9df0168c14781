import { toBase64 } from "#platform/base64";
import { toHex } from "../encoding/hex.js";
import type { StreamingBody } from "../streaming/streaming-body.js";
import { webStreamOf } from "../streaming/web-stream.js";

/** A web stream that takes hold of the body with the first read; cancelling it gives the body up. */
export function readable(body: StreamingBody): object {
  let pieces: AsyncIterator<Uint8Array, void> | undefined;
  const next = (): Promise<IteratorResult<Uint8Array, void>> => (pieces ??= body[Symbol.asyncIterator]()).next();
  return webStreamOf({ next }, () => body.cancel());
}

/** Bytes as text: base64, hexadecimal, or in an encoding that `TextDecoder` knows, UTF-8 unless told. */
export function bytesToString(bytes: Uint8Array, encoding?: string): string {
  if (encoding === "base64") return toBase64(bytes);
  return encoding === "hex" ? toHex(bytes) : new TextDecoder(encoding).decode(bytes);
}
