import { ServiceError } from "../service-error.js";
import type { AuthFailure } from "./auth-failure.js";
import { basicTimestamp } from "./timestamp.js";

/** S3's own error for a request that does not verify. */
export function s3AuthError({ reason }: AuthFailure): ServiceError {
  switch (reason.kind) {
    case "missing":
      return new ServiceError("AccessDenied", 403, "Access Denied");
    case "two-mechanisms":
      return new ServiceError(
        "InvalidArgument",
        400,
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
      );
    case "incomplete":
      return reason.form === "query"
        ? queryParametersError(
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
          )
        : malformed("header", `missing ${reason.missing.join(", ")}.`);
    case "unsupported-algorithm":
      return new ServiceError("InvalidArgument", 400, "Unsupported Authorization Type", {
        fields: { ArgumentName: "Authorization", ArgumentValue: reason.algorithm },
      });
    case "malformed-credential":
      return malformed(
        reason.form,
        `the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".`,
      );
    case "malformed-date":
      return new ServiceError("AccessDenied", 403, "AWS authentication requires a valid Date or x-amz-date header");
    case "malformed-expires":
      return queryParametersError(
        /^\d+$/.test(reason.expires)
          ? "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds"
          : "X-Amz-Expires should be a number",
      );
    case "wrong-scope":
      return wrongScope(reason.form, reason.part, reason.given, reason.expected);
    case "host-not-signed":
      return headersNotSigned(["host"]);
    case "headers-not-signed":
      return headersNotSigned(reason.headers);
    case "unknown-key":
      return new ServiceError(
        "InvalidAccessKeyId",
        403,
        "The AWS Access Key Id you provided does not exist in our records.",
        {
          fields: { AWSAccessKeyId: reason.accessKeyId },
        },
      );
    case "invalid-token":
      return new ServiceError("InvalidToken", 400, "The provided token is malformed or otherwise invalid.", {
        fields: { "Token-0": reason.token },
      });
    case "expired-token":
      return new ServiceError("ExpiredToken", 400, "The provided token has expired.", {
        fields: { "Token-0": reason.token },
      });
    case "skewed":
      return new ServiceError(
        "RequestTimeTooSkewed",
        403,
        "The difference between the request time and the current time is too large.",
        {
          fields: {
            RequestTime: basicTimestamp(reason.timeMs),
            ServerTime: isoSeconds(reason.nowMs),
            MaxAllowedSkewMilliseconds: String(reason.maxSkewMs),
          },
        },
      );
    case "presign-expired":
      return new ServiceError("AccessDenied", 403, "Request has expired", {
        fields: {
          "X-Amz-Expires": String(reason.expiresSeconds),
          Expires: isoSeconds(reason.expiresAt),
          ServerTime: isoSeconds(reason.nowMs),
        },
      });
    case "presign-not-yet-valid":
      return new ServiceError("AccessDenied", 403, "Request is not valid yet", {
        fields: { "X-Amz-Date": basicTimestamp(reason.timeMs), ServerTime: isoSeconds(reason.nowMs) },
      });
    case "payload-hash-missing":
      return new ServiceError("InvalidRequest", 400, "Missing required header for this request: x-amz-content-sha256");
    case "payload-hash-invalid":
      return new ServiceError(
        "InvalidArgument",
        400,
        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
        { fields: { ArgumentName: "x-amz-content-sha256", ArgumentValue: reason.value } },
      );
    case "payload-mismatch":
      return new ServiceError(
        "XAmzContentSHA256Mismatch",
        400,
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        { fields: { ClientComputedContentSHA256: reason.declared, S3ComputedContentSHA256: reason.computed } },
      );
    case "signature-mismatch":
      return new ServiceError(
        "SignatureDoesNotMatch",
        403,
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        {
          fields: {
            AWSAccessKeyId: reason.accessKeyId,
            StringToSign: reason.stringToSign,
            SignatureProvided: reason.signature,
            StringToSignBytes: spacedHex(reason.stringToSign),
            ...(reason.canonicalRequest === undefined
              ? {}
              : {
                  CanonicalRequest: Buffer.from(reason.canonicalRequest, "latin1").toString("utf8"),
                  CanonicalRequestBytes: spacedHex(reason.canonicalRequest),
                }),
          },
        },
      );
  }
}

function wrongScope(form: "header" | "query", part: string, given: string, expected: string): ServiceError {
  const message =
    part === "date"
      ? `Invalid credential date "${given}". This date is not the same as X-Amz-Date: "${expected}".`
      : part === "terminator"
        ? `incorrect terminal "${given}". This endpoint uses "${expected}".`
        : part === "service"
          ? `incorrect service "${given}". This endpoint belongs to "${expected}".`
          : `the region '${given}' is wrong; expecting '${expected}'`;
  return malformed(form, message, part === "region" ? { Region: expected } : {});
}

function malformed(form: "header" | "query", why: string, fields: Readonly<Record<string, string>> = {}): ServiceError {
  return form === "header"
    ? new ServiceError("AuthorizationHeaderMalformed", 400, `The authorization header is malformed; ${why}`, { fields })
    : queryParametersError(`Error parsing the X-Amz-Credential parameter; ${why}`, fields);
}

function queryParametersError(message: string, fields: Readonly<Record<string, string>> = {}): ServiceError {
  return new ServiceError("AuthorizationQueryParametersError", 400, message, { fields });
}

function headersNotSigned(headers: readonly string[]): ServiceError {
  return new ServiceError("AccessDenied", 403, "There were headers present in the request which were not signed", {
    fields: { HeadersNotSigned: headers.join(", ") },
  });
}

function isoSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}

function spacedHex(text: string): string {
  return (Buffer.from(text, "latin1").toString("hex").match(/../g) ?? []).join(" ");
}
