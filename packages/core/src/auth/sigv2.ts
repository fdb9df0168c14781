import { toBase64 } from "#platform/base64";
import { hmacSha256 } from "#platform/sha256";
import { percentEncode } from "../encoding/percent.js";
import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import { splitUrl } from "../http/url.js";
import { encodeForm } from "../protocols/query-form.js";
import { parseQuery } from "./query-string.js";
import { requireCredentials } from "./require-identity.js";
import type { Signer } from "./signer.js";
import { isoDate } from "./signing-date.js";

/**
 * SigV2: parameters in the form body of the request. Only SimpleDB still names it.
 *
 * @see botocore auth.py, SigV2Auth
 */
export const sigv2: Signer = {
  name: "v2",
  identityKind: "credentials",
  sign(request, identity, context) {
    const { accessKeyId, secretAccessKey, sessionToken } = requireCredentials(identity);
    const form = new Map(parseQuery(ArrayBuffer.isView(request.body) ? fromUtf8(request.body) : ""));
    form.delete("Signature");
    form.set("AWSAccessKeyId", accessKeyId);
    form.set("SignatureVersion", "2");
    form.set("SignatureMethod", "HmacSHA256");
    form.set("Timestamp", isoDate(context.time));
    if (sessionToken) form.set("SecurityToken", sessionToken);
    const { host, path } = splitUrl(request.url);
    const sorted = [...form.keys()].sort();
    const query = sorted.map((name) => `${percentEncode(name)}=${percentEncode(form.get(name)!)}`).join("&");
    const text = `${request.method}\n${host}\n${path}\n${query}`;
    form.set("Signature", toBase64(hmacSha256(secretAccessKey, text)));
    request.body = toUtf8(encodeForm({ form }));
  },
};
