import { createSha1 } from "#platform/sha1";
import { toHex } from "../encoding/hex.js";
import { toUtf8 } from "../encoding/utf8.js";

/** The SHA-1 of a text in hexadecimal: what files of issued credentials are named by. */
export function sha1Hex(text: string): string {
  const hash = createSha1();
  hash.update(toUtf8(text));
  return toHex(hash.digest());
}
