import { toBase64 } from "#platform/base64";
import type { EventPayload } from "../../events/event-map.js";
import { readBytes } from "../../protocols/bytes.js";

/** Scripts for new machines travel in base64; a caller who encodes them too gets them twice. (botocore handlers.py) */
export function encodeUserData({ params }: EventPayload<"before-parameter-build">): void {
  const bytes = readBytes(params.UserData);
  if (bytes !== undefined) params.UserData = toBase64(bytes);
}
