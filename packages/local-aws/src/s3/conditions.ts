import type { IncomingRequest } from "../server.js";
import { noSuchKey, notImplemented, preconditionFailed } from "./errors.js";
import type { S3Request } from "./operation.js";
import type { StoredObject } from "./state.js";

/** The headers that hold conditions: a plain request's, or those of a copy source. */
export interface ConditionHeaders {
  readonly ifMatch: string;
  readonly ifNoneMatch: string;
  readonly ifModifiedSince: string;
  readonly ifUnmodifiedSince: string;
}

/** Conditions of GetObject and HeadObject. */
export const readConditions: ConditionHeaders = {
  ifMatch: "if-match",
  ifNoneMatch: "if-none-match",
  ifModifiedSince: "if-modified-since",
  ifUnmodifiedSince: "if-unmodified-since",
};

/** Conditions on the source of CopyObject and UploadPartCopy. */
export const copySourceConditions: ConditionHeaders = {
  ifMatch: "x-amz-copy-source-if-match",
  ifNoneMatch: "x-amz-copy-source-if-none-match",
  ifModifiedSince: "x-amz-copy-source-if-modified-since",
  ifUnmodifiedSince: "x-amz-copy-source-if-unmodified-since",
};

/**
 * Which condition does not hold: `"precondition"` with its header, or `"not-modified"`. An ETag condition decides
 * alone where a date condition stands beside it (RFC 9110, 13.2.2).
 */
export function failedCondition(
  request: IncomingRequest,
  object: StoredObject,
  names: ConditionHeaders,
): { readonly kind: "precondition" | "not-modified"; readonly header: string } | undefined {
  const ifMatch = request.header(names.ifMatch);
  const ifNoneMatch = request.header(names.ifNoneMatch);
  if (ifMatch !== undefined && !matchesEtag(ifMatch, object.etag)) {
    return { kind: "precondition", header: "If-Match" };
  }
  if (ifMatch === undefined && isLater(object.lastModified, request.header(names.ifUnmodifiedSince))) {
    return { kind: "precondition", header: "If-Unmodified-Since" };
  }
  if (ifNoneMatch !== undefined) {
    return matchesEtag(ifNoneMatch, object.etag) ? { kind: "not-modified", header: "If-None-Match" } : undefined;
  }
  const since = request.header(names.ifModifiedSince);
  const isModified = since === undefined || Number.isNaN(Date.parse(since)) || isLater(object.lastModified, since);
  return isModified ? undefined : { kind: "not-modified", header: "If-Modified-Since" };
}

/**
 * Checks `If-Match` and `If-None-Match: *` of a write against the object that is there.
 *
 * @throws PreconditionFailed, or NoSuchKey where `If-Match` names an object that is not there.
 */
export function requireWriteConditions({ http, key }: S3Request, existing: StoredObject | undefined): void {
  const ifNoneMatch = http.header("if-none-match");
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*") {
    throw notImplemented("If-None-Match");
  }
  if (ifNoneMatch !== undefined && existing !== undefined) {
    throw preconditionFailed("If-None-Match");
  }
  const ifMatch = http.header("if-match");
  if (ifMatch === undefined) {
    return;
  }
  if (existing === undefined) {
    throw noSuchKey(key);
  }
  if (!matchesEtag(ifMatch, existing.etag)) {
    throw preconditionFailed("If-Match");
  }
}

function matchesEtag(header: string, etag: string): boolean {
  return header
    .split(",")
    .map((value) => value.trim().replace(/^W\//, "").replace(/^"|"$/g, ""))
    .some((value) => value === "*" || value === etag);
}

function isLater(lastModified: number, date: string | undefined): boolean {
  return date !== undefined && lastModified > Date.parse(date);
}
