import { fromUtf8 } from "../encoding/utf8.js";
import { deleteHeader, getHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import { splitUrl } from "../http/url.js";
import { canonicalRequest, signedHeaderNames } from "./canonical-request.js";
import type { AwsCredentials } from "./identity.js";
import { hashBody, UNSIGNED_PAYLOAD } from "./payload-hash.js";
import { formatQuery, parseQuery, replaceQuery } from "./query-string.js";
import { requireCredentials } from "./require-identity.js";
import type { Signer, SigningContext } from "./signer.js";
import { ALGORITHM, CONTENT_SHA256, openScope, signText, stringToSign } from "./sigv4.js";

/**
 * SigV4 in the query of the URL, for all services but S3. The parameters of a form or JSON body move into the
 * query too: whoever gets the URL has nothing else to send.
 *
 * @see botocore auth.py, SigV4QueryAuth
 */
export const sigv4Query: Signer = {
  name: "v4-query",
  identityKind: "credentials",
  sign(request, identity, context) {
    const credentials = requireCredentials(identity);
    const moved = takeBodyParameters(request);
    const hash = hashBody(request, context);
    if (typeof hash !== "string") return hash.then(finish);
    finish(hash);

    function finish(hash: string): void {
      signQuery(request, credentials, context, { hash, moved, tokenName: "X-Amz-Security-Token", normalizePath: true });
    }
  },
};

/**
 * SigV4 in the query of S3's URLs. What the URL's user sends for body is not known yet, so it is not signed.
 *
 * @see botocore auth.py, S3SigV4QueryAuth
 */
export const s3Sigv4Query: Signer = {
  name: "s3v4-query",
  identityKind: "credentials",
  sign(request, identity, context) {
    signQuery(request, requireCredentials(identity), context, {
      hash: UNSIGNED_PAYLOAD,
      tokenName: "X-Amz-Security-Token",
      normalizePath: false,
    });
  },
};

/**
 * The same with the credentials of an S3 Express session.
 *
 * @see botocore auth.py, S3ExpressQueryAuth
 */
export const s3ExpressQuery: Signer = {
  name: "v4-s3express-query",
  identityKind: "credentials",
  sign(request, identity, context) {
    signQuery(request, requireCredentials(identity), context, {
      hash: UNSIGNED_PAYLOAD,
      tokenName: "X-Amz-S3session-Token",
      normalizePath: false,
    });
  },
};

interface QueryVariant {
  readonly hash: string;
  readonly moved?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly tokenName: string;
  readonly normalizePath: boolean;
}

function signQuery(
  request: HttpRequest,
  credentials: AwsCredentials,
  context: SigningContext,
  { hash, moved, tokenName, normalizePath }: QueryVariant,
): void {
  const scope = openScope(context);
  dropFormContentType(request);
  const authentication: [string, string][] = [
    ["X-Amz-Algorithm", ALGORITHM],
    ["X-Amz-Credential", `${credentials.accessKeyId}/${scope.text}`],
    ["X-Amz-Date", scope.date],
    ["X-Amz-Expires", String(context.expiresIn ?? defaultExpiresIn)],
    ["X-Amz-SignedHeaders", signedHeaderNames(request)],
  ];
  if (credentials.sessionToken !== undefined) authentication.push([tokenName, credentials.sessionToken]);
  request.url = withParameters(request.url, moved, authentication);
  const canonical = canonicalRequest(request, getHeader(request.headers, CONTENT_SHA256) ?? hash, normalizePath);
  request.url += `&X-Amz-Signature=${signText(stringToSign(canonical.text, scope), credentials, scope)}`;
}

/** Seconds for which presigned requests are valid. */
export const defaultExpiresIn = 3600;

/** The content type of form bodies is set for every call, and means nothing when the form is in the URL. */
export function dropFormContentType({ headers }: HttpRequest): void {
  if (getHeader(headers, "Content-Type") === "application/x-www-form-urlencoded; charset=utf-8") {
    deleteHeader(headers, "Content-Type");
  }
}

/** The operation's own parameters, a name once, then the ones given: AWS wants the two kinds apart. */
export function withParameters(
  url: string,
  moved: ReadonlyMap<string, readonly string[]> | undefined,
  added: readonly (readonly [string, string])[],
): string {
  const own = new Map<string, readonly string[]>();
  for (const [name, value] of parseQuery(splitUrl(url).query)) if (!own.has(name)) own.set(name, [value]);
  for (const [name, values] of moved ?? []) own.set(name, values);
  const parameters = [...own].flatMap(([name, values]) => values.map((value) => [name, value] as const));
  return replaceQuery(url, formatQuery([...parameters, ...added]));
}

/** Takes the parameters out of a form or JSON body, which is then gone. Any other body stays. */
export function takeBodyParameters(request: HttpRequest): Map<string, string[]> | undefined {
  const { body } = request;
  if (!ArrayBuffer.isView(body) || body.length === 0) return undefined;
  const text = fromUtf8(body);
  const isForm = getHeader(request.headers, "Content-Type")?.startsWith("application/x-www-form-urlencoded");
  const parameters = isForm ? new Map(parseQuery(text).map(([name, value]) => [name, [value]])) : readJson(text);
  if (parameters !== undefined) request.body = undefined;
  return parameters;
}

function readJson(text: string): Map<string, string[]> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(
    Object.entries(value).map(([name, member]) => [name, (Array.isArray(member) ? member : [member]).map(asText)]),
  );
}

/** Python's `str`, as far as it makes sense in a URL. */
function asText(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
