import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import type { IncrementalHash } from "./incremental-hash.js";
import * as md5Node from "./md5.node.js";
import * as md5Web from "./md5.web.js";
import * as sha1Node from "./sha1.node.js";
import * as sha1Web from "./sha1.web.js";
import * as sha256Node from "./sha256.node.js";
import * as sha256Web from "./sha256.web.js";
import * as sha512Node from "./sha512.node.js";
import * as sha512Web from "./sha512.web.js";

const incremental: [algorithm: string, variant: string, create: () => IncrementalHash][] = [
  ["md5", "node", md5Node.createMd5],
  ["md5", "web", md5Web.createMd5],
  ["sha1", "node", sha1Node.createSha1],
  ["sha1", "web", sha1Web.createSha1],
  ["sha256", "node", sha256Node.createSha256],
  ["sha256", "web", sha256Web.createSha256],
  ["sha512", "node", sha512Node.createSha512],
  ["sha512", "web", sha512Web.createSha512],
];

test.each(incremental)("%s (%s) digests any length, in pieces of any size", (algorithm, _, create) => {
  const bytes = Uint8Array.from({ length: 400 }, (_, index) => (index * 167) % 256);
  for (let length = 0; length <= bytes.length; length++) {
    const hash = create();
    const cut = (length * 7) % (length + 1);
    hash.update(bytes.subarray(0, cut));
    hash.update(bytes.subarray(cut, length));
    expect(hex(hash.digest())).toBe(createHash(algorithm).update(bytes.subarray(0, length)).digest("hex"));
  }
});

test.each(incremental)("%s (%s) knows the digest of `abc`", (algorithm, _, create) => {
  const hash = create();
  hash.update(new TextEncoder().encode("abc"));
  expect(hex(hash.digest())).toBe(digestOfAbc[algorithm]);
});

test.each([
  ["node", sha256Node],
  ["web", sha256Web],
])("SHA-256 (%s) hashes strings as UTF-8", (_, { sha256, sha256Hex }) => {
  const expected = createHash("sha256").update("naïve 🦊").digest("hex");
  expect(sha256Hex("naïve 🦊")).toBe(expected);
  expect(hex(sha256(new TextEncoder().encode("naïve 🦊")))).toBe(expected);
  expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

// RFC 4231, test case 2.
test.each([
  ["node", sha256Node],
  ["web", sha256Web],
])("HMAC-SHA-256 (%s)", (_, { hmacSha256, hmacSha256Hex }) => {
  const expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
  expect(hmacSha256Hex("Jefe", "what do ya want for nothing?")).toBe(expected);
  expect(hex(hmacSha256(new TextEncoder().encode("Jefe"), "what do ya want for nothing?"))).toBe(expected);
});

test.each([
  ["node", sha1Node],
  ["web", sha1Web],
])("HMAC-SHA-1 (%s), also with keys longer than a block", (_, { hmacSha1 }) => {
  // RFC 2202, test case 2.
  expect(hex(hmacSha1("Jefe", "what do ya want for nothing?"))).toBe("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  const key = "k".repeat(100);
  expect(hex(hmacSha1(key, "x"))).toBe(createHmac("sha1", key).update("x").digest("hex"));
});

// FIPS 180-4 and RFC 1321, appendix A.5.
const digestOfAbc: Record<string, string> = {
  md5: "900150983cd24fb0d6963f7d28e17f72",
  sha1: "a9993e364706816aba3e25717850c26c9cd0d89d",
  sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  sha512:
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
};

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
