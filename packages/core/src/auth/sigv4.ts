import { hmacSha256Hex, sha256Hex } from "#platform/sha256";
import { deleteHeader, getHeader, setHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import { canonicalRequest } from "./canonical-request.js";
import type { AwsCredentials } from "./identity.js";
import { isPayloadSigned, payloadHash, UNSIGNED_PAYLOAD } from "./payload-hash.js";
import { requireCredentials, requireRegion } from "./require-identity.js";
import type { Signer, SigningContext } from "./signer.js";
import { amzDate, httpDate } from "./signing-date.js";
import { signingKey } from "./signing-key.js";

/**
 * SigV4 in headers, for all services but S3.
 *
 * @see AWS IAM User Guide, "Create a signed AWS API request"; botocore auth.py, SigV4Auth
 */
export const sigv4: Signer = {
  name: "v4",
  identityKind: "credentials",
  sign(request, identity, context) {
    const credentials = requireCredentials(identity);
    const scope = openScope(context);
    prepareHeaders(request, credentials, scope);
    if (context.unsignedPayload) setHeader(request.headers, CONTENT_SHA256, UNSIGNED_PAYLOAD);
    const hash =
      getHeader(request.headers, CONTENT_SHA256) ?? payloadHash(request, context, isPayloadSigned(request, context));
    if (typeof hash !== "string") return hash.then((hash) => void authorize(request, credentials, scope, hash, true));
    authorize(request, credentials, scope, hash, true);
  },
};

export const ALGORITHM = "AWS4-HMAC-SHA256";
export const CONTENT_SHA256 = "X-Amz-Content-SHA256";

/** Where and when a signature holds. */
export interface Scope {
  /** Epoch milliseconds. */
  readonly time: number;
  /** In the form `20260102T030405Z`. */
  readonly date: string;
  readonly region: string;
  readonly signingName: string;
  /** `20260102/us-east-1/s3/aws4_request` */
  readonly text: string;
}

export function openScope(context: SigningContext): Scope {
  const region = requireRegion(context);
  const date = amzDate(context.time);
  const text = `${date.slice(0, 8)}/${region}/${context.signingName}/aws4_request`;
  return { time: context.time, date, region, signingName: context.signingName, text };
}

/** Removes what an earlier signature left, and sets date and session token. */
export function prepareHeaders({ headers }: HttpRequest, credentials: AwsCredentials, scope: Scope): void {
  deleteHeader(headers, "Authorization");
  deleteHeader(headers, "X-Amz-Date");
  // A request that has a Date is dated by it alone. Its zone is written `-0000`, as botocore writes it.
  if (deleteHeader(headers, "Date")) headers["Date"] = httpDate(scope.time).replace("GMT", "-0000");
  else headers["X-Amz-Date"] = scope.date;
  if (credentials.sessionToken) setHeader(headers, "X-Amz-Security-Token", credentials.sessionToken);
}

/** Adds the `Authorization` header to a request that is otherwise complete, and gives the signature in it. */
export function authorize(
  request: HttpRequest,
  credentials: AwsCredentials,
  scope: Scope,
  payloadHash: string,
  normalizePath: boolean,
): string {
  const canonical = canonicalRequest(request, payloadHash, normalizePath);
  const signature = signText(stringToSign(canonical.text, scope), credentials, scope);
  request.headers["Authorization"] =
    `${ALGORITHM} Credential=${credentials.accessKeyId}/${scope.text}, ` +
    `SignedHeaders=${canonical.signedHeaders}, Signature=${signature}`;
  return signature;
}

export function stringToSign(canonicalRequest: string, scope: Scope): string {
  return `${ALGORITHM}\n${scope.date}\n${scope.text}\n${sha256Hex(canonicalRequest)}`;
}

/** Signs a text with the key of the scope; gives hexadecimal digits. */
export function signText(text: string, credentials: AwsCredentials, scope: Scope): string {
  const { date, region, signingName } = scope;
  return hmacSha256Hex(signingKey(credentials.secretAccessKey, date.slice(0, 8), region, signingName), text);
}
