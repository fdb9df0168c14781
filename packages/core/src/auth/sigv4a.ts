import { sha256Hex } from "#platform/sha256";
import { toHex } from "../encoding/hex.js";
import { percentEncode } from "../encoding/percent.js";
import { percentDecode } from "../encoding/percent-decode.js";
import { deleteHeader, getHeader, setHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import { splitUrl } from "../http/url.js";
import { canonicalRequest } from "./canonical-request.js";
import type { AwsCredentials, Identity } from "./identity.js";
import { hashBody, isPayloadSigned, payloadHash } from "./payload-hash.js";
import { replaceQuery } from "./query-string.js";
import { requireCredentials, requireRegion } from "./require-identity.js";
import { isS3PayloadSigned } from "./s3-sigv4.js";
import type { Signer, SigningContext } from "./signer.js";
import { amzDate } from "./signing-date.js";
import { CONTENT_SHA256 } from "./sigv4.js";
import { SIGV4A_ALGORITHM, sigv4aSigner } from "./sigv4a-key.js";

/**
 * SigV4a in headers: an ECDSA signature that holds in a set of regions.
 *
 * @see botocore crt/auth.py, CrtSigV4AsymAuth
 */
export const sigv4a: Signer = {
  name: "v4a",
  identityKind: "credentials",
  async sign(request, identity, context) {
    const existing = getHeader(request.headers, CONTENT_SHA256) || undefined;
    deleteHeader(request.headers, CONTENT_SHA256);
    const isSigned = isPayloadSigned(request, context);
    const sent = isSigned && !context.trailer ? existing : await payloadHash(request, context, isSigned);
    await signHeaders(request, identity, context, { sent, normalizePath: true });
  },
};

/**
 * SigV4a as S3's multi-region access points want it: paths stand as they are, and the hash of the body is sent.
 *
 * @see botocore crt/auth.py, CrtS3SigV4AsymAuth
 */
export const s3Sigv4a: Signer = {
  name: "s3v4a",
  identityKind: "credentials",
  async sign(request, identity, context) {
    // Of checksums only Content-MD5 counts here. (botocore crt/auth.py)
    const isSigned = isS3PayloadSigned(request, { ...context, checksumHeader: undefined });
    const sent = await payloadHash(request, context, isSigned);
    await signHeaders(request, identity, context, { sent, normalizePath: false });
  },
};

interface HeaderVariant {
  /** What the header says of the body. Where it is undefined, there is no header, and the body is hashed. */
  readonly sent: string | undefined;
  readonly normalizePath: boolean;
}

async function signHeaders(
  request: HttpRequest,
  identity: Identity | undefined,
  context: SigningContext,
  { sent, normalizePath }: HeaderVariant,
): Promise<void> {
  const credentials = requireCredentials(identity);
  const { headers } = request;
  const date = amzDate(context.time);
  deleteHeader(headers, "Authorization");
  deleteHeader(headers, "X-Amz-Security-Token");
  if (credentials.sessionToken) headers["X-Amz-Security-Token"] = credentials.sessionToken;
  setHeader(headers, "X-Amz-Date", date);
  setHeader(headers, "X-Amz-Region-Set", requireRegion(context));
  if (sent !== undefined) setHeader(headers, "x-amz-content-sha256", sent);
  const hash = sent ?? (await hashBody(request, context));
  const canonical = canonicalRequest({ ...request, url: withEncodedQuery(request.url) }, hash, normalizePath);
  const scope = sigv4aScope(date, context);
  const signature = await signCanonical(canonical.text, credentials, date, scope);
  headers["Authorization"] =
    `${SIGV4A_ALGORITHM} Credential=${credentials.accessKeyId}/${scope}, ` +
    `SignedHeaders=${canonical.signedHeaders}, Signature=${signature}`;
}

/**
 * Names and values encoded once, however they are written, and no empty pairs: so awscrt signs a query, and so services
 * see it. (botocore's signers of SigV4 take it as it stands.)
 */
function withEncodedQuery(url: string): string {
  const { query } = splitUrl(url);
  if (query === "") return url;
  const pairs = query.split("&").filter((pair) => pair !== "");
  const encoded = pairs.map((pair) => {
    const equals = pair.indexOf("=");
    return equals < 0 ? encodeOnce(pair) : `${encodeOnce(pair.slice(0, equals))}=${encodeOnce(pair.slice(equals + 1))}`;
  });
  return replaceQuery(url, encoded.join("&"));
}

function encodeOnce(text: string): string {
  return percentEncode(percentDecode(text));
}

/** The scope has no region: the set of regions is a header or parameter of its own. */
export function sigv4aScope(date: string, context: SigningContext): string {
  return `${date.slice(0, 8)}/${context.signingName}/aws4_request`;
}

/** Signs a canonical request; gives the DER signature in hexadecimal digits. */
export async function signCanonical(
  canonicalRequest: string,
  credentials: AwsCredentials,
  date: string,
  scope: string,
): Promise<string> {
  const text = `${SIGV4A_ALGORITHM}\n${date}\n${scope}\n${sha256Hex(canonicalRequest)}`;
  return toHex(await sigv4aSigner(credentials)(text));
}
