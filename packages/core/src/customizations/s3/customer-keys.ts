import { toBase64 } from "#platform/base64";
import { createMd5 } from "#platform/md5";
import type { EventHandler } from "../../events/emitter.js";
import { readBytes } from "../../protocols/bytes.js";

/**
 * Keys that customers keep travel in base64, with their MD5 beside them. Whoever gives the MD5 has done both.
 *
 * @param prefix - `SSECustomer`, or `CopySourceSSECustomer` for the key of a copy's source.
 * @see botocore handlers.py, _sse_md5
 */
export function encodeCustomerKey(prefix: string): EventHandler<"before-parameter-build"> {
  return ({ params }) => {
    const key = params[`${prefix}Key`];
    const bytes = params[`${prefix}KeyMD5`] === undefined ? readBytes(key) : undefined;
    if (bytes === undefined) return;
    const md5 = createMd5();
    md5.update(bytes);
    params[`${prefix}Key`] = toBase64(bytes);
    params[`${prefix}KeyMD5`] = toBase64(md5.digest());
  };
}
