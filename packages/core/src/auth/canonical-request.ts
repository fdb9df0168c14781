import { percentEncodePath } from "../encoding/percent.js";
import type { HttpRequest } from "../http/message.js";
import { hostHeader, splitUrl } from "../http/url.js";
import { collapseWhiteSpace } from "./white-space.js";

/** A request in the form that SigV4 and SigV4a sign. */
export interface CanonicalRequest {
  readonly text: string;
  /** Lower-case names, sorted, joined with `;`. */
  readonly signedHeaders: string;
}

/**
 * Writes down a request so that sender and service get the same text.
 *
 * All headers are signed that the request has at this moment, but those that proxies and HTTP clients change.
 * `normalizePath` is what distinguishes other services from S3, which takes paths as they stand.
 *
 * @see AWS IAM User Guide, "Create a signed AWS API request"; botocore auth.py, SigV4Auth.canonical_request
 */
export function canonicalRequest(request: HttpRequest, payloadHash: string, normalizePath: boolean): CanonicalRequest {
  const url = splitUrl(request.url);
  const headers = headersToSign(request.headers, hostHeader(url));
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(";");
  let text = `${request.method.toUpperCase()}\n${normalizePath ? normalizedPath(url.path) : url.path}\n`;
  text += `${canonicalQuery(url.query)}\n`;
  for (const name of names) text += `${name}:${collapseWhiteSpace(headers[name]!)}\n`;
  return { text: `${text}\n${signedHeaders}\n${payloadHash}`, signedHeaders };
}

/** Names of the headers that are signed, sorted and joined with `;`. */
export function signedHeaderNames(request: HttpRequest): string {
  return Object.keys(headersToSign(request.headers, "")).sort().join(";");
}

function headersToSign(given: Readonly<Record<string, string>>, host: string): Record<string, string> {
  const headers: Record<string, string> = { host };
  for (const name in given) {
    const lowerCase = name.toLowerCase();
    if (!unsignedHeaders.has(lowerCase)) headers[lowerCase] = given[name]!;
  }
  return headers;
}

// botocore auth.py, SIGNED_HEADERS_BLACKLIST
const unsignedHeaders = /*#__PURE__*/ new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "x-amzn-trace-id",
]);

/** Removes dot segments and empty ones, then encodes the encoded path once more. */
function normalizedPath(path: string): string {
  if (/^\/(?:[\w-]+\/)*[\w-]*$/.test(path)) return path;
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  const end = path.endsWith("/") && segments.length > 0 ? "/" : "";
  return percentEncodePath(`/${segments.join("/")}${end}`);
}

/** Sorts by name, then by value, both as they are encoded. */
function canonicalQuery(query: string): string {
  if (query === "") return "";
  const pairs = query.split("&").map((pair) => {
    const equals = pair.indexOf("=");
    return equals < 0 ? ([pair, ""] as const) : ([pair.slice(0, equals), pair.slice(equals + 1)] as const);
  });
  pairs.sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB));
  return pairs.map(([name, value]) => `${name}=${value}`).join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
