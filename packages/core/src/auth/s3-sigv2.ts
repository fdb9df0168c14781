import { toBase64 } from "#platform/base64";
import { hmacSha1 } from "#platform/sha1";
import { percentDecode } from "../encoding/percent-decode.js";
import { setHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import { splitUrl } from "../http/url.js";
import type { AwsCredentials } from "./identity.js";
import { formatQuery, replaceQuery } from "./query-string.js";
import { requireCredentials } from "./require-identity.js";
import type { Signer, SigningContext } from "./signer.js";
import { httpDate } from "./signing-date.js";
import { trimWhiteSpace } from "./white-space.js";

/**
 * S3's signature before SigV4 (HMAC-SHA-1), in headers. Stores that imitate S3 may still want it.
 *
 * @see Amazon S3 Developer Guide, "Signing and authenticating REST requests"; botocore auth.py, HmacV1Auth
 */
export const s3Sigv2: Signer = {
  name: "s3",
  identityKind: "credentials",
  sign(request, identity, context) {
    const credentials = requireCredentials(identity);
    const signature = signS3Request(request, credentials, context, httpDate(context.time));
    setHeader(request.headers, "Authorization", `AWS ${credentials.accessKeyId}:${signature}`);
  },
};

/**
 * The same in the query of a URL, which is valid until `Expires` (epoch seconds). Headers that S3 reads from the query
 * are taken off the request.
 *
 * @see botocore auth.py, HmacV1QueryAuth
 */
export const s3Sigv2Query: Signer = {
  name: "s3-query",
  identityKind: "credentials",
  sign(request, identity, context) {
    const credentials = requireCredentials(identity);
    const expires = String(Math.floor(context.time / 1000 + (context.expiresIn ?? 3600)));
    const signature = signS3Request(request, credentials, context, expires);
    const added: [string, string][] = [
      ["AWSAccessKeyId", credentials.accessKeyId],
      ["Signature", signature],
    ];
    for (const [name, value] of Object.entries(request.headers)) {
      const lowerCase = name.toLowerCase();
      if (name === "Date") added.push(["Expires", value]);
      else if (/^(?:x-amz-.*|content-md5|content-type)$/.test(lowerCase)) added.push([lowerCase, value]);
      // In the query it counts as a header. Sent as one too, it has two values, and the signature is wrong.
      if (lowerCase.startsWith("x-amz-")) delete request.headers[name];
    }
    const { query } = splitUrl(request.url);
    request.url = replaceQuery(request.url, (query && `${query}&`) + formatQuery(added));
    delete request.headers["Date"];
  },
};

/** Signs a text with the secret; gives base64. */
export function signS3Text(text: string, { secretAccessKey }: AwsCredentials): string {
  return toBase64(hmacSha1(secretAccessKey, text));
}

function signS3Request(
  request: HttpRequest,
  credentials: AwsCredentials,
  context: SigningContext,
  date: string,
): string {
  const { headers } = request;
  if (credentials.sessionToken) setHeader(headers, "x-amz-security-token", credentials.sessionToken);
  setHeader(headers, "Date", date);
  const byName = new Map<string, string>();
  for (const name in headers) byName.set(name.toLowerCase(), trimWhiteSpace(headers[name]!));
  const lines = [request.method.toUpperCase()];
  for (const name of ["content-md5", "content-type", "date"]) lines.push(byName.get(name) ?? "");
  const custom = [...byName.keys()].filter((name) => name.startsWith("x-amz-"));
  for (const name of custom.sort()) lines.push(`${name}:${byName.get(name)!}`);
  lines.push(canonicalResource(request.url, context.authPath));
  return signS3Text(lines.join("\n"), credentials);
}

/** The path with the bucket, whatever the addressing style, and those parameters that name a part of a resource. */
function canonicalResource(requestUrl: string, authPath: string | undefined): string {
  const { path, query } = splitUrl(requestUrl);
  const resource = authPath ?? path;
  const pairs = query.split("&").flatMap((pair) => {
    const equals = pair.indexOf("=");
    const name = equals < 0 ? pair : pair.slice(0, equals);
    if (!subResources.has(name)) return [];
    return { name, text: equals < 0 ? name : `${name}=${percentDecode(pair.slice(equals + 1))}` };
  });
  if (pairs.length === 0) return resource;
  pairs.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return `${resource}?${pairs.map(({ text }) => text).join("&")}`;
}

// botocore auth.py, HmacV1Auth.QSAOfInterest
const subResources = /*#__PURE__*/ new Set([
  "accelerate",
  "acl",
  "analytics",
  "cors",
  "defaultObjectAcl",
  "delete",
  "inventory",
  "lifecycle",
  "location",
  "logging",
  "metrics",
  "notification",
  "object-lock",
  "partNumber",
  "policy",
  "replication",
  "requestPayment",
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
  "restore",
  "select",
  "select-type",
  "storageClass",
  "tagging",
  "torrent",
  "uploadId",
  "uploads",
  "versionId",
  "versioning",
  "versions",
  "website",
]);
