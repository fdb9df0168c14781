import { createPrivateKey, type KeyObject, randomUUID, sign } from "node:crypto";
import type { DpopSigner } from "./dpop-signer.js";

/**
 * Makes the proofs of possession (RFC 9449) of a private key on P-256: JSON web tokens that it signs with ES256.
 *
 * @throws when the text is no such key, in SEC 1 or PKCS #8.
 */
export function dpopSigner(pem: string): DpopSigner {
  const key = readKey(pem);
  const { kty, x, y, crv } = key.export({ format: "jwk" });
  if (crv !== "P-256") throw new Error("The key is not on P-256.");
  const header = encode({ typ: "dpop+jwt", alg: "ES256", jwk: { kty, x, y, crv } });
  return (method, url, now) => {
    const payload = { htm: method, htu: url, iat: Math.floor(now / 1000), jti: randomUUID() };
    const signed = `${header}.${encode(payload)}`;
    // RFC 7518, 3.4: the two numbers of the signature, 32 bytes each, not DER.
    const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
    return `${signed}.${signature.toString("base64url")}`;
  };
}

/** What the lines at the ends of the text say is passed over, as botocore does. */
function readKey(pem: string): KeyObject {
  const lines = pem.split(/\r\n|\r|\n/).filter((line) => !line.startsWith("-----"));
  const key = Buffer.from(lines.join(""), "base64");
  try {
    return createPrivateKey({ key, format: "der", type: "sec1" });
  } catch {
    return createPrivateKey({ key, format: "der", type: "pkcs8" });
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
