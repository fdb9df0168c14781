import { createHash, createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { p256PublicKey } from "../hash/p256.js";
import type { HttpRequest } from "../http/message.js";
import { canonicalRequest } from "./canonical-request.js";
import type { SigningContext } from "./signer.js";
import { s3Sigv4a, sigv4a } from "./sigv4a.js";
import { deriveP256Key } from "./sigv4a-key.js";
import { s3Sigv4aQuery } from "./sigv4a-query.js";

test("the key is the one that aws-c-auth derives", () => {
  const identity = {
    accessKeyId: "AKISORANDOMAASORANDOM",
    secretAccessKey: "q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom",
  };
  const { x, y } = p256PublicKey(deriveP256Key(identity));
  expect(Buffer.from(x).toString("hex")).toBe("15d242ceebf8d8169fd6a8b5a746c41140414c3b07579038da06af89190fffcb");
  expect(Buffer.from(y).toString("hex")).toBe("0515242cedd82e94799482e4c0514b505afccf2c0c98d6a553bf539f424c5ec0");
});

test("a signed request names its set of regions and verifies", async () => {
  const request: HttpRequest = { method: "POST", url: "https://h/a//b", headers: {}, body: Buffer.from("hello") };
  await sigv4a.sign(request, { ...credentials, sessionToken: "token" }, context);
  const { Authorization = "", ...signed } = request.headers;
  expect(signed).toEqual({
    "X-Amz-Date": "20260102T030405Z",
    "X-Amz-Region-Set": "us-*,eu-west-1",
    "X-Amz-Security-Token": "token",
  });
  expect(Authorization).toMatch(
    /^AWS4-ECDSA-P256-SHA256 Credential=AKID\/20260102\/events\/aws4_request, SignedHeaders=host;x-amz-date;x-amz-region-set;x-amz-security-token, Signature=/,
  );
  const canonical = canonicalRequest({ ...request, headers: signed }, sha256("hello"), true);
  expect(verifies(canonical.text, Authorization.split("Signature=")[1]!)).toBe(true);
});

test("S3 always sends the payload's hash, others only one that is no hash", async () => {
  const [s3, unsigned, trailer] = [0, 1, 2].map(() => ({ method: "PUT", url: "https://h/k", headers: {} }));
  await s3Sigv4a.sign(s3!, credentials, context);
  await sigv4a.sign(unsigned!, credentials, { ...context, unsignedPayload: true });
  await s3Sigv4a.sign(trailer!, credentials, { ...context, trailer: true });
  expect(s3!.headers).toHaveProperty("x-amz-content-sha256", sha256(""));
  expect(unsigned!.headers).toHaveProperty("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
  expect(trailer!.headers).toHaveProperty("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
});

// What is signed here was seen in awscrt's log.
test.each([
  ["a=b=c&A=x/y?z", "A=x%2Fy%3Fz&a=b%3Dc"],
  ["%e1%88%b4=%7e&b=+", "%E1%88%B4=~&b=%2B"],
  ["&&b&=&", "=&b="],
])("the query %s is signed as %s, and sent as it is", async (query, signed) => {
  const request: HttpRequest = { method: "GET", url: `https://h/k?${query}`, headers: {} };
  await s3Sigv4a.sign(request, credentials, context);
  const { Authorization = "", ...headers } = request.headers;
  expect(request.url).toBe(`https://h/k?${query}`);
  const canonical = canonicalRequest({ ...request, headers }, sha256(""), false).text.split("\n");
  canonical[2] = signed;
  expect(verifies(canonical.join("\n"), Authorization.split("Signature=")[1]!)).toBe(true);
});

test("a token and a hash of an earlier signature do not stay", async () => {
  const headers = { "x-amz-security-token": "old", "X-Amz-Content-Sha256": "" };
  const request: HttpRequest = { method: "GET", url: "https://h/", headers };
  await sigv4a.sign(request, credentials, context);
  expect(Object.keys(request.headers)).toEqual(["X-Amz-Date", "X-Amz-Region-Set", "Authorization"]);
});

test("of checksums only Content-MD5 lets S3's streams go unsigned", async () => {
  const options = { ...context, streamingInput: true, checksumHeader: "x-amz-checksum-crc32" };
  const sent = await Promise.all(
    ["x-amz-checksum-crc32", "Content-MD5"].map(async (name) => {
      const request: HttpRequest = { method: "PUT", url: "https://h/k", headers: { [name]: "sum" } };
      await s3Sigv4a.sign(request, credentials, options);
      return request.headers["x-amz-content-sha256"];
    }),
  );
  expect(sent).toEqual([sha256(""), "UNSIGNED-PAYLOAD"]);
});

test("a presigned URL has the set of regions last, and verifies", async () => {
  const request: HttpRequest = { method: "GET", url: "https://h/a%20b", headers: {} };
  await s3Sigv4aQuery.sign(request, credentials, { ...context, region: "*" });
  const [url = "", signature = ""] = request.url.split("&X-Amz-Signature=");
  expect(url).toBe(
    "https://h/a%20b?X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256" +
      "&X-Amz-Credential=AKID%2F20260102%2Fevents%2Faws4_request&X-Amz-Date=20260102T030405Z" +
      "&X-Amz-SignedHeaders=host&X-Amz-Expires=3600&X-Amz-Region-Set=%2A",
  );
  const canonical = canonicalRequest({ ...request, url }, "UNSIGNED-PAYLOAD", false);
  expect(verifies(canonical.text, signature)).toBe(true);
});

const credentials = { accessKeyId: "AKID", secretAccessKey: "secret" };
const context: SigningContext = {
  region: "us-*,eu-west-1",
  signingName: "events",
  time: Date.UTC(2026, 0, 2, 3, 4, 5),
};

function verifies(canonicalRequest: string, signature: string): boolean {
  const { x, y } = p256PublicKey(deriveP256Key(credentials));
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: Buffer.from(x).toString("base64url"),
    y: Buffer.from(y).toString("base64url"),
  };
  const text = `AWS4-ECDSA-P256-SHA256\n20260102T030405Z\n20260102/events/aws4_request\n${sha256(canonicalRequest)}`;
  return verify(
    "sha256",
    Buffer.from(text),
    createPublicKey({ key: jwk, format: "jwk" }),
    Buffer.from(signature, "hex"),
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
