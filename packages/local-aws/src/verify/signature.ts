import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { CredentialScope } from "./authorization.js";

/** The key that signs everything of one day, region and service. */
export function signingKey(secretAccessKey: string, scope: CredentialScope): Buffer {
  return [scope.date, scope.region, scope.service, scope.terminator].reduce<Buffer>(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}

/** The string to sign for a request head. `canonicalRequest` holds one character per byte. */
export function stringToSign(timestamp: string, scope: CredentialScope, canonicalRequest: string): string {
  return ["AWS4-HMAC-SHA256", timestamp, scopeText(scope), sha256Hex(Buffer.from(canonicalRequest, "latin1"))].join(
    "\n",
  );
}

/** HMAC-SHA256 of a string to sign, in lower-case hex. */
export function signatureOf(key: Uint8Array, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** Compares two signatures in constant time. */
export function isSameSignature(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given, "latin1")];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** SHA-256 in lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** `date/region/service/aws4_request`. */
export function scopeText(scope: CredentialScope): string {
  return [scope.date, scope.region, scope.service, scope.terminator].join("/");
}

/** SHA-256 of nothing, in hex. */
export const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
