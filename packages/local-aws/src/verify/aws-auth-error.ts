import { ServiceError } from "../service-error.js";
import type { AuthFailure } from "./auth-failure.js";
import { basicTimestamp } from "./timestamp.js";

/** Which names and statuses a protocol has: query's (`SignatureDoesNotMatch`) or JSON's (`InvalidSignatureException`). */
export type ErrorNaming = "query" | "json";

/** The error of AWS's common front end (all services but S3) for a request that does not verify. */
export function awsAuthError({ reason }: AuthFailure, naming: ErrorNaming): ServiceError {
  switch (reason.kind) {
    case "missing":
      return authError(naming, "missing", "Request is missing Authentication Token");
    case "two-mechanisms":
      return authError(
        naming,
        "mismatch",
        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
      );
    case "incomplete":
      return authError(
        naming,
        "incomplete",
        reason.form === "query"
          ? reason.missing.map((name) => `AWS query-string parameters must include '${name}'. `).join("") +
              "Re-examine the query-string parameters."
          : reason.missing.map((name) => `Authorization header requires '${name}' parameter. `).join(""),
      );
    case "unsupported-algorithm":
      return authError(naming, "incomplete", `Unsupported AWS 'algorithm': '${reason.algorithm}'.`);
    case "malformed-credential":
      return authError(
        naming,
        "incomplete",
        `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${reason.credential}'`,
      );
    case "malformed-date":
      return authError(naming, "incomplete", `Date must be in ISO-8601 'basic format'. Got '${reason.date}'.`);
    case "malformed-expires":
      return authError(naming, "incomplete", `Invalid 'X-Amz-Expires': '${reason.expires}'.`);
    case "wrong-scope":
      return authError(naming, "mismatch", scopeMessage(reason.part, reason.given, reason.expected));
    case "host-not-signed":
      return authError(naming, "mismatch", "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    case "headers-not-signed":
      return authError(
        naming,
        "mismatch",
        reason.headers.map((name) => `'${name}' must be a 'SignedHeader' in the AWS Authorization.`).join(" "),
      );
    case "unknown-key":
    case "invalid-token":
      return authError(naming, "unknown", "The security token included in the request is invalid.");
    case "expired-token":
      return authError(naming, "expired", "The security token included in the request is expired");
    case "skewed":
      return authError(naming, "mismatch", skewMessage(reason.timeMs, reason.nowMs, reason.maxSkewMs));
    case "presign-expired":
      return authError(
        naming,
        "mismatch",
        `Signature expired: ${basicTimestamp(reason.expiresAt)} is now earlier than ${basicTimestamp(reason.nowMs)}`,
      );
    case "presign-not-yet-valid":
      return authError(
        naming,
        "mismatch",
        `Signature not yet current: ${basicTimestamp(reason.timeMs)} is still later than ${basicTimestamp(reason.nowMs)}`,
      );
    case "payload-hash-missing":
    case "payload-hash-invalid":
    case "payload-mismatch":
      return authError(naming, "mismatch", "The value of 'x-amz-content-sha256' does not match the request's body.");
    case "signature-mismatch":
      return authError(naming, "mismatch", mismatchMessage(reason.stringToSign, reason.canonicalRequest ?? ""));
  }
}

function scopeMessage(part: string, given: string, expected: string): string {
  switch (part) {
    case "terminator":
      return `Credential should be scoped with a valid terminator: '${expected}', not '${given}'.`;
    case "date":
      return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${given}' != '${expected}'.`;
    case "service":
      return `Credential should be scoped to correct service: '${expected}'. `;
    default:
      return `Credential should be scoped to a valid region, not '${given}'. `;
  }
}

function skewMessage(timeMs: number, nowMs: number, maxSkewMs: number): string {
  const [time, now] = [basicTimestamp(timeMs), basicTimestamp(nowMs)];
  const minutes = `${maxSkewMs / 60_000} min.`;
  return timeMs < nowMs
    ? `Signature expired: ${time} is now earlier than ${basicTimestamp(nowMs - maxSkewMs)} (${now} - ${minutes})`
    : `Signature not yet current: ${time} is still later than ${basicTimestamp(nowMs + maxSkewMs)} (${now} + ${minutes})`;
}

function mismatchMessage(stringToSign: string, canonicalRequest: string): string {
  return (
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details." +
    `\n\nThe Canonical String for this request should have been\n'${canonicalRequest}'` +
    `\n\nThe String-to-Sign should have been\n'${stringToSign}'\n`
  );
}

function authError(naming: ErrorNaming, what: keyof (typeof CODES)["query"], message: string): ServiceError {
  const [code, status] = CODES[naming][what];
  return new ServiceError(code, status, message);
}

const CODES = {
  query: {
    missing: ["MissingAuthenticationToken", 403],
    incomplete: ["IncompleteSignature", 400],
    mismatch: ["SignatureDoesNotMatch", 403],
    unknown: ["InvalidClientTokenId", 403],
    expired: ["ExpiredToken", 403],
  },
  json: {
    missing: ["MissingAuthenticationTokenException", 400],
    incomplete: ["IncompleteSignatureException", 400],
    mismatch: ["InvalidSignatureException", 400],
    unknown: ["UnrecognizedClientException", 400],
    expired: ["ExpiredTokenException", 400],
  },
} as const satisfies Record<ErrorNaming, Record<string, readonly [code: string, status: number]>>;
