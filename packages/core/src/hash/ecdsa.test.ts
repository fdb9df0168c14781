import { createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import * as node from "./ecdsa.node.js";
import * as web from "./ecdsa.web.js";
import { p256PublicKey } from "./p256.js";

// The key that aws-c-auth's tests derive for SigV4a.
const privateKey = Buffer.from("7fd3bd010c0d9c292141c2b77bfbde1042c92e6836fff749d1269ec890fca1bd", "hex");
const publicKey = {
  x: "15d242ceebf8d8169fd6a8b5a746c41140414c3b07579038da06af89190fffcb",
  y: "0515242cedd82e94799482e4c0514b505afccf2c0c98d6a553bf539f424c5ec0",
};

test("the public key follows from the private one", () => {
  const { x, y } = p256PublicKey(privateKey);
  expect({ x: hex(x), y: hex(y) }).toEqual(publicKey);
});

test("private key 1 gives the generator, and the order minus 1 its mirror image", () => {
  const one = p256PublicKey(Uint8Array.from({ length: 32 }, (_, index) => (index === 31 ? 1 : 0)));
  const last = p256PublicKey(Buffer.from("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550", "hex"));
  expect(hex(one.x)).toBe("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
  expect(hex(last.x)).toBe(hex(one.x));
  expect(hex(last.y)).not.toBe(hex(one.y));
});

test.each([
  ["node", node],
  ["web", web],
])("signatures (%s) verify with the public key", async (_, { p256Signer }) => {
  const sign = p256Signer(privateKey);
  const jwk = { kty: "EC", crv: "P-256", x: base64Url(publicKey.x), y: base64Url(publicKey.y) };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  // Many, because the length of a DER signature varies with its numbers.
  for (let count = 0; count < 100; count++) {
    const message = `message ${count}`;
    expect(verify("sha256", Buffer.from(message), key, await sign(message))).toBe(true);
    expect(verify("sha256", Buffer.from(`${message}!`), key, await sign(message))).toBe(false);
  }
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function base64Url(digits: string): string {
  return Buffer.from(digits, "hex").toString("base64url");
}
