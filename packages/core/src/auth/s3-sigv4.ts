import { signedChunks } from "#platform/signed-chunks";
import { getHeader, setHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import type { AwsCredentials } from "./identity.js";
import { isPayloadSigned, payloadHash } from "./payload-hash.js";
import { requireCredentials } from "./require-identity.js";
import type { Signer, SigningContext } from "./signer.js";
import { authorize, CONTENT_SHA256, openScope, prepareHeaders, type Scope } from "./sigv4.js";

/**
 * SigV4 as S3 and its kin want it: paths stand as they are, and the hash of the body is always sent.
 *
 * @see botocore auth.py, S3SigV4Auth
 */
export const s3Sigv4: Signer = {
  name: "s3v4",
  identityKind: "credentials",
  sign(request, identity, context) {
    const credentials = requireCredentials(identity);
    const scope = openScope(context);
    prepareHeaders(request, credentials, scope);
    return authorizeS3(request, credentials, scope, context);
  },
};

export function authorizeS3(
  request: HttpRequest,
  credentials: AwsCredentials,
  scope: Scope,
  context: SigningContext,
): void | Promise<void> {
  const isSigned = isS3PayloadSigned(request, context);
  const { chunks } = context;
  if (isSigned && chunks !== undefined && signedChunks !== undefined) {
    return signedChunks().then(({ signInChunks }) => signInChunks(request, credentials, scope, chunks));
  }
  const hash = payloadHash(request, context, isSigned);
  if (typeof hash !== "string") return hash.then(finish);
  finish(hash);

  function finish(hash: string): void {
    setHeader(request.headers, CONTENT_SHA256, hash);
    authorize(request, credentials, scope, hash, false);
  }
}

/**
 * S3 takes unsigned bodies. TLS and a checksum are enough where the body is a stream, and TLS alone where it can be read
 * only once; otherwise it is hashed.
 */
export function isS3PayloadSigned(request: HttpRequest, context: SigningContext): boolean {
  if (context.payloadSigningEnabled !== undefined) return context.payloadSigningEnabled;
  const hasChecksum = getHeader(request.headers, context.checksumHeader ?? "Content-MD5") !== undefined;
  if (!request.url.startsWith("https")) return true;
  if (!hasChecksum) return !context.oneTime;
  return !context.streamingInput && isPayloadSigned(request, context);
}
