import { p256Signer, type SignP256 } from "#platform/ecdsa";
import { hmacSha256 } from "#platform/sha256";
import { toHex } from "../encoding/hex.js";
import { toUtf8 } from "../encoding/utf8.js";
import { p256Order, scalarBytes } from "../hash/p256.js";
import type { AwsCredentials } from "./identity.js";

export const SIGV4A_ALGORITHM = "AWS4-ECDSA-P256-SHA256";

/** Signs with the key that AWS derives from the same credentials. The last keys are kept. */
export function sigv4aSigner(credentials: AwsCredentials): SignP256 {
  const id = `${credentials.accessKeyId}/${credentials.secretAccessKey}`;
  let signer = signers.get(id);
  if (signer === undefined) {
    signer = p256Signer(deriveP256Key(credentials));
    if (signers.size >= 8) signers.delete(signers.keys().next().value!);
    signers.set(id, signer);
  }
  return signer;
}

/**
 * Derives the private key of P-256 that stands for a pair of credentials: HMACs with a counter until one gives a
 * number below the curve's order.
 *
 * @see NIST SP 800-108, KDF in counter mode, and FIPS 186-4, B.4.2; the AWS General Reference on SigV4a
 */
export function deriveP256Key({ accessKeyId, secretAccessKey }: AwsCredentials): Uint8Array {
  for (let counter = 1; counter < 255; counter++) {
    const input = toUtf8(`\0\0\0\x01${SIGV4A_ALGORITHM}\0${accessKeyId}?\0\0\x01\0`);
    input[input.length - 5] = counter;
    const candidate = BigInt(`0x${toHex(hmacSha256(`AWS4A${secretAccessKey}`, input))}`);
    if (candidate <= p256Order - 2n) return scalarBytes(candidate + 1n);
  }
  throw new RangeError("No SigV4a key can be derived from these credentials.");
}

const signers = /*#__PURE__*/ new Map<string, SignP256>();
