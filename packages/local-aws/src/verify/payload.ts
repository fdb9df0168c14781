import { AuthFailure } from "./auth-failure.js";

/** What a request declares about its body. */
export type PayloadRule =
  | { readonly kind: "hashed"; readonly hash: string }
  | { readonly kind: "unsigned" }
  | { readonly kind: "chunked"; readonly signed: boolean; readonly trailer: boolean }
  /** Each event is signed: the server of event streams verifies them. */
  | { readonly kind: "events" };

/** What goes into the canonical request, and what must hold for the body. */
export interface DeclaredPayload {
  readonly hash: string;
  readonly rule: PayloadRule;
}

/**
 * The payload hash that a request was signed with: what its header or query says, else S3's default for presigned
 * requests, else the hash of the body. `hashRule` says whether S3 insists on the header; of other services it is absent.
 */
export function declaredPayload(
  form: "header" | "query",
  declared: string | undefined,
  hashRule: "required" | "optional" | undefined,
  bodyHash: () => string,
): DeclaredPayload {
  if (declared !== undefined) {
    return { hash: declared, rule: payloadRule(declared) };
  }
  if (hashRule !== undefined && form === "query") {
    return { hash: "UNSIGNED-PAYLOAD", rule: { kind: "unsigned" } };
  }
  if (hashRule === "required") {
    throw new AuthFailure({ kind: "payload-hash-missing" });
  }
  const hash = bodyHash();
  return { hash, rule: { kind: "hashed", hash } };
}

function payloadRule(value: string): PayloadRule {
  if (/^[0-9a-f]{64}$/.test(value)) {
    return { kind: "hashed", hash: value };
  }
  const rule = RULES[value];
  if (rule === undefined) {
    throw new AuthFailure({ kind: "payload-hash-invalid", value });
  }
  return rule;
}

const RULES: Readonly<Record<string, PayloadRule>> = {
  "UNSIGNED-PAYLOAD": { kind: "unsigned" },
  "STREAMING-AWS4-HMAC-SHA256-EVENTS": { kind: "events" },
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER": { kind: "chunked", signed: false, trailer: true },
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD": { kind: "chunked", signed: true, trailer: false },
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER": { kind: "chunked", signed: true, trailer: true },
};
