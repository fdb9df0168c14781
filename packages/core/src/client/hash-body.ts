import { createSha256 } from "#platform/sha256";
import { bodyOf, isRepeatable } from "../checksums/body.js";
import { toHex } from "../encoding/hex.js";
import { UnseekableStreamError } from "../errors/call.js";
import type { HttpRequest } from "../http/message.js";
import { bytesOf } from "../streaming/byte-iterator.js";

/** Hashes a body that can be read again, such as a Blob. */
export async function hashBody(request: HttpRequest): Promise<string> {
  const body = bodyOf(request.body);
  if (!isRepeatable(body)) {
    throw new UnseekableStreamError(
      "The body has to be hashed to sign this request, but it is a stream that can be read only once. " +
        "Give it as bytes, as a string or as a Blob, or use https where the operation allows unsigned bodies.",
    );
  }
  const hash = createSha256();
  for await (const piece of bytesOf(body)) hash.update(piece);
  return toHex(hash.digest());
}
