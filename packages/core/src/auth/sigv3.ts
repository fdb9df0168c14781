import { toBase64 } from "#platform/base64";
import { hmacSha256 } from "#platform/sha256";
import { setHeader } from "../http/header.js";
import { requireCredentials } from "./require-identity.js";
import type { Signer } from "./signer.js";
import { httpDate } from "./signing-date.js";

/**
 * SigV3: signs nothing but the date, and so needs TLS.
 *
 * @see botocore auth.py, SigV3Auth
 */
export const sigv3: Signer = {
  name: "v3",
  identityKind: "credentials",
  sign({ headers }, identity, context) {
    const { accessKeyId, secretAccessKey, sessionToken } = requireCredentials(identity);
    const date = httpDate(context.time);
    setHeader(headers, "Date", date);
    if (sessionToken) setHeader(headers, "X-Amz-Security-Token", sessionToken);
    const signature = toBase64(hmacSha256(secretAccessKey, date));
    setHeader(
      headers,
      "X-Amzn-Authorization",
      `AWS3-HTTPS AWSAccessKeyId=${accessKeyId},Algorithm=HmacSHA256,Signature=${signature}`,
    );
  },
};
