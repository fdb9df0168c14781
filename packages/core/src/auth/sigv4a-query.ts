import { deleteHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import { canonicalRequest, signedHeaderNames } from "./canonical-request.js";
import type { Identity } from "./identity.js";
import { hashBody, UNSIGNED_PAYLOAD } from "./payload-hash.js";
import { requireCredentials, requireRegion } from "./require-identity.js";
import type { Signer, SigningContext } from "./signer.js";
import { amzDate } from "./signing-date.js";
import { CONTENT_SHA256 } from "./sigv4.js";
import { defaultExpiresIn, dropFormContentType, takeBodyParameters, withParameters } from "./sigv4-query.js";
import { signCanonical, sigv4aScope } from "./sigv4a.js";
import { SIGV4A_ALGORITHM } from "./sigv4a-key.js";

/** SigV4a in the query of the URL. */
export const sigv4aQuery: Signer = {
  name: "v4a-query",
  identityKind: "credentials",
  async sign(request, identity, context) {
    const moved = takeBodyParameters(request);
    await signQuery(request, identity, context, { hash: await hashBody(request, context), moved, normalizePath: true });
  },
};

/**
 * SigV4a in the query of S3's URLs, for multi-region access points.
 *
 * @see botocore crt/auth.py, CrtS3SigV4AsymQueryAuth
 */
export const s3Sigv4aQuery: Signer = {
  name: "s3v4a-query",
  identityKind: "credentials",
  async sign(request, identity, context) {
    await signQuery(request, identity, context, { hash: UNSIGNED_PAYLOAD, normalizePath: false });
  },
};

interface QueryVariant {
  readonly hash: string;
  readonly moved?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly normalizePath: boolean;
}

async function signQuery(
  request: HttpRequest,
  identity: Identity | undefined,
  context: SigningContext,
  { hash, moved, normalizePath }: QueryVariant,
): Promise<void> {
  const credentials = requireCredentials(identity);
  for (const name of ["Authorization", "X-Amz-Date", "X-Amz-Security-Token", CONTENT_SHA256]) {
    deleteHeader(request.headers, name);
  }
  dropFormContentType(request);
  const date = amzDate(context.time);
  const scope = sigv4aScope(date, context);
  const authentication: [string, string][] = [
    ["X-Amz-Algorithm", SIGV4A_ALGORITHM],
    ["X-Amz-Credential", `${credentials.accessKeyId}/${scope}`],
    ["X-Amz-Date", date],
    ["X-Amz-SignedHeaders", signedHeaderNames(request)],
    ["X-Amz-Expires", String(context.expiresIn ?? defaultExpiresIn)],
  ];
  if (credentials.sessionToken) authentication.push(["X-Amz-Security-Token", credentials.sessionToken]);
  authentication.push(["X-Amz-Region-Set", requireRegion(context)]);
  request.url = withParameters(request.url, moved, authentication);
  const canonical = canonicalRequest(request, hash, normalizePath);
  request.url += `&X-Amz-Signature=${await signCanonical(canonical.text, credentials, date, scope)}`;
}
