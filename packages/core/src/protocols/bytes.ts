import { toUtf8 } from "../encoding/utf8.js";

/** The bytes of a blob input, without copying where it already is bytes; undefined where it is something else. */
export function readBytes(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value === "string") return toUtf8(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer || isSharedBuffer(value)) return new Uint8Array(value);
  return undefined;
}

function isSharedBuffer(value: unknown): value is ArrayBuffer {
  const tag = Object.prototype.toString.call(value);
  // Buffers of another realm (vm, iframe, jest) fail instanceof.
  return tag === "[object ArrayBuffer]" || tag === "[object SharedArrayBuffer]";
}
