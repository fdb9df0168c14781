import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { expect, test } from "vitest";
import { dpopSigner } from "./dpop.node.js";
import * as web from "./dpop.web.js";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = privateKey.export({ format: "pem", type: "sec1" }).toString();
const decode = (part: string | undefined): unknown => JSON.parse(Buffer.from(part ?? "", "base64url").toString());

test("a proof names the request and the key, and is signed with it", () => {
  const [header, payload, signature] = dpopSigner(pem)("POST", "https://a/v1/token", 1_767_323_045_999).split(".");
  const { x, y } = publicKey.export({ format: "jwk" });
  expect(decode(header)).toEqual({ typ: "dpop+jwt", alg: "ES256", jwk: { kty: "EC", x, y, crv: "P-256" } });
  expect(decode(payload)).toEqual({
    htm: "POST",
    htu: "https://a/v1/token",
    iat: 1_767_323_045,
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  const bytes = Buffer.from(signature ?? "", "base64url");
  expect(bytes).toHaveLength(64);
  const key = { key: createPublicKey(privateKey), dsaEncoding: "ieee-p1363" } as const;
  expect(verify("sha256", Buffer.from(`${header}.${payload}`), key, bytes)).toBe(true);
});

test("no two proofs are alike", () => {
  const sign = dpopSigner(pem);
  const idOf = (proof: string): unknown => (decode(proof.split(".")[1]) as { readonly jti: string }).jti;
  expect(idOf(sign("POST", "https://a/", 0))).not.toBe(idOf(sign("POST", "https://a/", 0)));
});

test("the proof of every key is as long: leading zeros stay", () => {
  for (let each = 0; each < 300; each += 1) {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const other = pair.privateKey.export({ format: "pem", type: "sec1" }).toString();
    const [header, , signature] = dpopSigner(other)("POST", "https://a/", 0).split(".");
    expect([header?.length, signature?.length]).toEqual([220, 86]);
  }
});

test("where there is no node:crypto it is an error that says what is needed", () => {
  expect(() => web.dpopSigner(pem)).toThrow(expect.objectContaining({ name: "MissingDependencyException" }));
});
