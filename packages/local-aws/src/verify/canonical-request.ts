import { percentDecode, percentEncode, type QueryPair } from "../uri.js";
import type { SignedRequest } from "./signed-request.js";

/** How a service makes the path canonical: S3 decodes and encodes it once, all others normalise and encode it again. */
export type PathStyle = "s3" | "normalized";

/** The parts of a canonical request that do not stand in the request's head. */
export interface CanonicalOptions {
  readonly path: string;
  readonly query: readonly QueryPair[];
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  readonly pathStyle: PathStyle;
}

/**
 * Builds the canonical request of SigV4 from a request's wire form, one character per byte.
 *
 * @see AWS IAM User Guide, "Create a signed AWS API request", step 1
 */
export function canonicalRequest(request: SignedRequest, options: CanonicalOptions): string {
  const signedHeaders = options.signedHeaders.map((name) => name.toLowerCase()).sort();
  return [
    request.method.toUpperCase(),
    options.pathStyle === "s3" ? encodedOnce(options.path) : normalizedPath(options.path),
    canonicalQuery(options.query),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(request, name)}`),
    "",
    signedHeaders.join(";"),
    options.payloadHash,
  ].join("\n");
}

function encodedOnce(path: string): string {
  // Segment by segment: a %2F inside one (an ARN of S3 on Outposts) stays what it is.
  return path
    .replaceAll("+", " ")
    .split("/")
    .map(percentDecode)
    .map((segment) => percentEncode(segment))
    .join("/");
}

function normalizedPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") {
      segments.pop();
    } else if (segment !== "" && segment !== ".") {
      segments.push(percentEncode(Buffer.from(segment, "latin1")));
    }
  }
  const trailing = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${trailing}`;
}

function canonicalQuery(query: readonly QueryPair[]): string {
  return query
    .map(({ name, value }) => [percentEncode(name), percentEncode(value)] as const)
    .filter(([name]) => name !== "X-Amz-Signature")
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function canonicalValue(request: SignedRequest, name: string): string {
  return request.headers
    .filter(([key]) => key.toLowerCase() === name)
    .map(([, value]) => value.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, ""))
    .join(",");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
