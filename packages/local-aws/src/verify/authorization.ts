import { type QueryPair, queryMap } from "../uri.js";
import { AuthFailure } from "./auth-failure.js";
import { headerValue, type SignedRequest } from "./signed-request.js";
import { basicTimestamp, parseTimestamp } from "./timestamp.js";

/** `date/region/service/aws4_request` of a credential. */
export interface CredentialScope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

/** What a request says about its own signature. */
export interface Authorization {
  readonly form: "header" | "query";
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20150830T123600Z`, as it goes into the string to sign. */
  readonly timestamp: string;
  readonly timeMs: number;
  /** `X-Amz-Expires` of the query form. */
  readonly expiresSeconds: number | undefined;
  readonly sessionToken: string | undefined;
}

/**
 * Reads the Authorization header or the `X-Amz-*` query parameters.
 *
 * @throws {@link AuthFailure} when there is none, both, or a part of it is missing or malformed.
 */
export function readAuthorization(request: SignedRequest, query: readonly QueryPair[]): Authorization {
  const header = headerValue(request.headers, "authorization");
  const parameters = queryMap(query);
  const isPresigned = parameters.has("X-Amz-Algorithm") || parameters.has("X-Amz-Signature");
  if (header !== undefined && isPresigned) {
    throw new AuthFailure({ kind: "two-mechanisms" });
  }
  if (header !== undefined) {
    return readHeaderForm(request, header);
  }
  if (isPresigned) {
    return readQueryForm(parameters);
  }
  throw new AuthFailure({ kind: "missing" });
}

function readHeaderForm(request: SignedRequest, header: string): Authorization {
  const [algorithm = "", rest = ""] = splitOnce(header.trim(), " ");
  checkAlgorithm(algorithm);
  const parts = new Map(rest.split(",").map((part) => splitOnce(part.trim(), "=")));
  const date = headerValue(request.headers, "x-amz-date") ?? headerValue(request.headers, "date");
  const missing = ["Credential", "Signature", "SignedHeaders"].filter((name) => !parts.get(name));
  if (date === undefined) {
    missing.push("X-Amz-Date");
  }
  if (missing.length > 0) {
    throw new AuthFailure({ kind: "incomplete", form: "header", missing });
  }
  return {
    form: "header",
    ...readCredential(parts.get("Credential") as string, "header"),
    ...readDate(date as string),
    signedHeaders: (parts.get("SignedHeaders") as string).split(";"),
    signature: parts.get("Signature") as string,
    expiresSeconds: undefined,
    sessionToken: headerValue(request.headers, "x-amz-security-token"),
  };
}

function readQueryForm(parameters: ReadonlyMap<string, string>): Authorization {
  const missing = QUERY_PARAMETERS.filter((name) => !parameters.get(name));
  if (missing.length > 0) {
    throw new AuthFailure({ kind: "incomplete", form: "query", missing });
  }
  checkAlgorithm(parameters.get("X-Amz-Algorithm") as string);
  return {
    form: "query",
    ...readCredential(parameters.get("X-Amz-Credential") as string, "query"),
    ...readDate(parameters.get("X-Amz-Date") as string),
    signedHeaders: (parameters.get("X-Amz-SignedHeaders") as string).split(";"),
    signature: parameters.get("X-Amz-Signature") as string,
    expiresSeconds: readExpires(parameters.get("X-Amz-Expires")),
    sessionToken: parameters.get("X-Amz-Security-Token"),
  };
}

function checkAlgorithm(algorithm: string): void {
  if (algorithm !== "AWS4-HMAC-SHA256") {
    throw new AuthFailure({ kind: "unsupported-algorithm", algorithm });
  }
}

function readCredential(credential: string, form: "header" | "query"): { accessKeyId: string; scope: CredentialScope } {
  const [accessKeyId, date, region, service, terminator, ...more] = credential.split("/");
  if (!accessKeyId || !date || !region || !service || !terminator || more.length > 0) {
    throw new AuthFailure({ kind: "malformed-credential", form, credential });
  }
  return { accessKeyId, scope: { date, region, service, terminator } };
}

function readDate(text: string): { timestamp: string; timeMs: number } {
  const timeMs = parseTimestamp(text);
  if (timeMs === undefined) {
    throw new AuthFailure({ kind: "malformed-date", date: text });
  }
  return { timestamp: basicTimestamp(timeMs), timeMs };
}

function readExpires(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds >= 0 && seconds <= MAX_EXPIRES_SECONDS)) {
    throw new AuthFailure({ kind: "malformed-expires", expires: text });
  }
  return seconds;
}

function splitOnce(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}

const QUERY_PARAMETERS = [
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Date",
  "X-Amz-SignedHeaders",
  "X-Amz-Signature",
];
const MAX_EXPIRES_SECONDS = 604_800; // S3 API Reference, "Authenticating Requests: Using Query Parameters": seven days
