import { toUtf8 } from "../encoding/utf8.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { encodeForm } from "../protocols/query-form.js";
import { type BodyStream, bodyFrom, bufferBody } from "../streaming/input.js";
import type { Uint8ArrayStream } from "../streaming/types.js";

/** A body that needs no further encoding. */
export type Body = Uint8Array | BodyStream;

/** Brings a serialised body into one of two forms. No body is empty bytes. */
export function bodyOf(body: SerializedRequest["body"]): Body {
  if (body === undefined) return new Uint8Array();
  return typeof body === "object" && "form" in body ? toUtf8(encodeForm(body)) : bodyFrom(body);
}

/** How many bytes a body has; undefined for streams that do not know. */
export function lengthOf(body: Body): number | undefined {
  return ArrayBuffer.isView(body) ? body.byteLength : body.length;
}

/** Whether reading a body now gives it from its beginning. */
export function isReplayable(body: Body): boolean {
  return ArrayBuffer.isView(body) || body.replayable;
}

/** Whether that is so however often it is read: what is in memory, Blobs, files. */
export function isRepeatable(body: Body): boolean {
  return ArrayBuffer.isView(body) || body.repeatable;
}

/**
 * Reads a whole body into memory.
 *
 * @throws {@link ParamValidationError} when a stream is longer than 64 MiB.
 */
export function collect(body: Body | Uint8ArrayStream): Promise<Uint8Array> {
  return bufferBody(bodyFrom(body));
}
