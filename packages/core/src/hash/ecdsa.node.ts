import { createPrivateKey, sign } from "node:crypto";

/** Signs a message with ECDSA on P-256 and SHA-256. */
export type SignP256 = (message: string) => Uint8Array | Promise<Uint8Array>;

/** Makes a signer of a private key: 32 bytes, a number between 1 and the order of P-256. Signatures are in DER. */
export function p256Signer(privateKey: Uint8Array): SignP256 {
  const key = createPrivateKey({ key: Buffer.concat([sec1Head, privateKey, sec1Tail]), format: "der", type: "sec1" });
  return (message) => sign("sha256", Buffer.from(message), key);
}

// RFC 5915: ECPrivateKey of version 1, named curve prime256v1, without the public key, which OpenSSL computes.
const sec1Head = /*#__PURE__*/ Buffer.from("30310201010420", "hex");
const sec1Tail = /*#__PURE__*/ Buffer.from("a00a06082a8648ce3d030107", "hex");
