import { toUtf8 } from "../encoding/utf8.js";
import { UnseekableStreamError } from "../errors/call.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { readBytes } from "../protocols/bytes.js";
import { encodeForm } from "../protocols/query-form.js";
import { bytesOf, concatBytes } from "../streaming/byte-iterator.js";
import type { Uint8ArrayStream } from "../streaming/types.js";

/** A body that needs no further encoding. Only a stream cannot be read twice. */
export type Body = Uint8Array | Blob | Uint8ArrayStream;

/** Brings a serialised body into one of three forms. No body is empty bytes. */
export function bodyOf(body: SerializedRequest["body"]): Body {
  if (body === undefined) return new Uint8Array();
  const bytes = readBytes(body);
  if (bytes !== undefined) return bytes;
  if (typeof body === "object" && "form" in body) return toUtf8(encodeForm(body));
  return body as Blob | Uint8ArrayStream;
}

export function isBlob(body: Body): body is Blob {
  return "arrayBuffer" in body && "size" in body;
}

/** How many bytes a body has; undefined for streams. */
export function lengthOf(body: Body): number | undefined {
  if (ArrayBuffer.isView(body)) return body.byteLength;
  return isBlob(body) ? body.size : undefined;
}

/** Reads a body. Each call starts anew, except for streams, which can be read once. */
export async function* piecesOf(body: Body): AsyncGenerator<Uint8Array, void, undefined> {
  if (ArrayBuffer.isView(body)) {
    if (body.byteLength > 0) yield body;
  } else if (isBlob(body)) {
    for (let at = 0; at < body.size; at += pieceSize) {
      yield new Uint8Array(await body.slice(at, at + pieceSize).arrayBuffer());
    }
  } else {
    yield* bytesOf(body);
  }
}

/**
 * Reads a whole body into memory.
 *
 * @throws {@link UnseekableStreamError} when a stream is longer than 64 MiB.
 */
export async function collect(body: Body): Promise<Uint8Array> {
  if (ArrayBuffer.isView(body)) return body;
  if (isBlob(body)) return new Uint8Array(await body.arrayBuffer());
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of piecesOf(body)) {
    pieces.push(piece);
    length += piece.byteLength;
    if (length > bufferedLimit) throw tooLong();
  }
  return concatBytes(pieces, length);
}

function tooLong(): UnseekableStreamError {
  return new UnseekableStreamError(
    "The body is a stream that has to be read before it is sent, and it is longer than 64 MiB. " +
      "Give it as bytes or as a Blob, or send it over https, where it is sent while it is read.",
  );
}

export const pieceSize = 1_048_576;
const bufferedLimit = 64 * 1_048_576;
