import { toUtf8 } from "../encoding/utf8.js";
import { MissingDependencyException } from "../errors/config.js";
import { p256PublicKey } from "./p256.js";

/** Signs a message with ECDSA on P-256 and SHA-256. */
export type SignP256 = (message: string) => Uint8Array | Promise<Uint8Array>;

/** Makes a signer of a private key: 32 bytes, a number between 1 and the order of P-256. Signatures are in DER. */
export function p256Signer(privateKey: Uint8Array): SignP256 {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) {
    throw new MissingDependencyException("SigV4a needs Web Crypto, which browsers offer to pages from https only.");
  }
  // Safari and Firefox refuse a private key that comes without its public one.
  const { x, y } = p256PublicKey(privateKey);
  const jwk = { kty: "EC", crv: "P-256", d: base64Url(privateKey), x: base64Url(x), y: base64Url(y) };
  const key = subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
  return async (message) => {
    const pair = await subtle.sign({ name: "ECDSA", hash: "SHA-256" }, await key, toUtf8(message) as BufferSource);
    return derSignature(new Uint8Array(pair));
  };
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Two numbers of 32 bytes, one after the other, as a DER sequence of two integers. */
function derSignature(pair: Uint8Array): Uint8Array {
  const integers = [derInteger(pair.subarray(0, 32)), derInteger(pair.subarray(32))].flat();
  return Uint8Array.of(0x30, integers.length, ...integers);
}

function derInteger(bytes: Uint8Array): number[] {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = [...bytes.subarray(start)];
  // A leading bit would make it negative.
  if (digits[0]! >= 0x80) digits.unshift(0);
  return [2, digits.length, ...digits];
}
