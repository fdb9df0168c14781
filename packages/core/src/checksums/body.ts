import { toUtf8 } from "../encoding/utf8.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { encodeForm } from "../protocols/query-form.js";
import type { BodyStream } from "../streaming/input.js";

/** A body that needs no further encoding. */
export type Body = Uint8Array | BodyStream;

/** A serialised body as it goes on the wire. No body is empty bytes. */
export function bodyOf(body: SerializedRequest["body"]): Body {
  if (body === undefined) return new Uint8Array();
  if (typeof body === "string") return toUtf8(body);
  return "form" in body ? toUtf8(encodeForm(body)) : (body as Body);
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

/** Makes a stream that can be read only once one that can be read again: it is held in memory. */
export async function hold(body: Body): Promise<void> {
  if (!isRepeatable(body)) await (body as BodyStream).hold?.();
}
