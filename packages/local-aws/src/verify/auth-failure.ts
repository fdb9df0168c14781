/** Why a request was not accepted; each service has its own code, status and sentence for it. */
export type AuthFailureReason =
  | { readonly kind: "missing" }
  | { readonly kind: "two-mechanisms" }
  | { readonly kind: "incomplete"; readonly form: "header" | "query"; readonly missing: readonly string[] }
  | { readonly kind: "unsupported-algorithm"; readonly algorithm: string }
  | { readonly kind: "malformed-credential"; readonly form: "header" | "query"; readonly credential: string }
  | { readonly kind: "malformed-date"; readonly date: string }
  | { readonly kind: "malformed-expires"; readonly expires: string }
  | {
      readonly kind: "wrong-scope";
      readonly form: "header" | "query";
      readonly part: "date" | "region" | "service" | "terminator";
      readonly given: string;
      readonly expected: string;
    }
  | { readonly kind: "host-not-signed" }
  | { readonly kind: "headers-not-signed"; readonly headers: readonly string[] }
  | { readonly kind: "unknown-key"; readonly accessKeyId: string }
  | { readonly kind: "invalid-token"; readonly token: string }
  | { readonly kind: "expired-token"; readonly token: string }
  | { readonly kind: "skewed"; readonly timeMs: number; readonly nowMs: number; readonly maxSkewMs: number }
  | {
      readonly kind: "presign-expired";
      readonly expiresAt: number;
      readonly expiresSeconds: number;
      readonly nowMs: number;
    }
  | { readonly kind: "presign-not-yet-valid"; readonly timeMs: number; readonly nowMs: number }
  | { readonly kind: "payload-hash-missing" }
  | { readonly kind: "payload-hash-invalid"; readonly value: string }
  | { readonly kind: "payload-mismatch"; readonly declared: string; readonly computed: string }
  | {
      readonly kind: "signature-mismatch";
      readonly accessKeyId: string;
      readonly signature: string;
      readonly stringToSign: string;
      /** Absent where a chunk or a trailer was signed wrongly. */
      readonly canonicalRequest?: string;
    };

/** Thrown where a request, a chunk or a trailer does not verify. */
export class AuthFailure extends Error {
  override readonly name = "AuthFailure";
  readonly reason: AuthFailureReason;

  constructor(reason: AuthFailureReason) {
    super(`the request is not accepted: ${reason.kind}`);
    this.reason = reason;
  }
}
