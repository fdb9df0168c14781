import { deleteHeader, getHeader } from "../http/header.js";
import { requireCredentials } from "./require-identity.js";
import { authorizeS3 } from "./s3-sigv4.js";
import type { Signer } from "./signer.js";
import { openScope, prepareHeaders } from "./sigv4.js";

/**
 * SigV4 with the credentials of an S3 Express session (CreateSession), whose token travels in a header of its own.
 *
 * @see botocore auth.py, S3ExpressAuth
 */
export const s3Express: Signer = {
  name: "v4-s3express",
  identityKind: "credentials",
  sign(request, identity, context) {
    const credentials = requireCredentials(identity);
    const scope = openScope(context);
    const { headers } = request;
    prepareHeaders(request, credentials, scope);
    deleteHeader(headers, "X-Amz-Security-Token");
    if (getHeader(headers, SESSION_TOKEN) === undefined) headers[SESSION_TOKEN] = credentials.sessionToken ?? "";
    return authorizeS3(request, credentials, scope, context);
  },
};

const SESSION_TOKEN = "x-amz-s3session-token";
