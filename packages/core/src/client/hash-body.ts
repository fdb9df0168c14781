import { createSha256 } from "#platform/sha256";
import { bodyOf, isRepeatable } from "../checksums/body.js";
import { toHex } from "../encoding/hex.js";
import type { HttpRequest } from "../http/message.js";
import { bytesOf } from "../streaming/byte-iterator.js";

/** Hashes a body that is no bytes. One that can be read only once is held in memory then. */
export async function hashBody(request: HttpRequest): Promise<string> {
  const body = bodyOf(request.body);
  if (!isRepeatable(body) && "hold" in body) await body.hold?.();
  const hash = createSha256();
  for await (const piece of bytesOf(body)) hash.update(piece);
  return toHex(hash.digest());
}
