import { bodyOf, isRepeatable, lengthOf } from "../checksums/body.js";
import { getHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import type { SerializedRequest } from "../http/serialized-request.js";

/**
 * The length of a body that can be read only once, where it is known: by itself, or by the caller's word. An empty body
 * has none: it needs no signed chunks, and Ceph's gateway fails to read the one that would end it.
 */
export function oneTimeLength({ body, headers }: SerializedRequest | HttpRequest): number | undefined {
  const stream = bodyOf(body);
  if (isRepeatable(stream)) return undefined;
  const announced = getHeader(headers, "Content-Length");
  return (lengthOf(stream) ?? Number(announced ?? 0)) || undefined;
}
