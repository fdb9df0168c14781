import { signedHeaderNames } from "../auth/canonical-request.js";
import type { AwsCredentials } from "../auth/identity.js";
import type { Signer, SigningContext } from "../auth/signer.js";
import { defaultExpiresIn } from "../auth/sigv4-query.js";
import type { HttpRequest } from "../http/message.js";

/** A request that anybody may send, without credentials, until it expires. */
export interface PresignedRequest {
  readonly url: string;
  readonly method: string;
  /** Headers that were signed: whoever sends the request must send them just so. */
  readonly headers: Readonly<Record<string, string>>;
  /** Never later than the credentials' own end. */
  readonly expiresAt: Date;
}

/**
 * Moves the authorisation of a request into its URL.
 *
 * @param request - The request to the resolved endpoint, before any headers that an HTTP client adds. It is changed.
 * @param signer - One whose name ends in `-query`.
 */
export async function presignRequest(
  request: HttpRequest,
  identity: AwsCredentials | undefined,
  context: SigningContext,
  signer: Signer,
): Promise<PresignedRequest> {
  await signer.sign(request, identity, context);
  const signed = new Set(signedHeaderNames(request).split(";"));
  signed.delete("host");
  const headers = Object.entries(request.headers).filter(([name]) => signed.has(name.toLowerCase()));
  const end = context.time + (context.expiresIn ?? defaultExpiresIn) * 1000;
  return {
    url: request.url,
    method: request.method,
    headers: Object.fromEntries(headers),
    expiresAt: new Date(Math.min(end, identity?.expiration?.getTime() ?? end)),
  };
}
