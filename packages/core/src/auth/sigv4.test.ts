import { expect, test } from "vitest";
import { NoCredentialsError } from "../errors/credentials.js";
import { NoRegionError } from "../errors/endpoint.js";
import type { HttpRequest } from "../http/message.js";
import { s3Express } from "./s3-express.js";
import { s3Sigv4 } from "./s3-sigv4.js";
import type { SigningContext } from "./signer.js";
import { sigv4 } from "./sigv4.js";

test("signs AWS's published example for IAM", () => {
  const request: HttpRequest = {
    method: "GET",
    url: "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
    headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" },
  };
  sigv4.sign(
    request,
    { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
    { region: "us-east-1", signingName: "iam", time: Date.UTC(2015, 7, 30, 12, 36) },
  );
  expect(request.headers["Authorization"]).toBe(
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, " +
      "SignedHeaders=content-type;host;x-amz-date, " +
      "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
  );
});

test("signs AWS's published example for S3", () => {
  const request: HttpRequest = {
    method: "GET",
    url: "https://examplebucket.s3.amazonaws.com/test.txt",
    headers: { Range: "bytes=0-9" },
  };
  s3Sigv4.sign(request, credentials, { region: "us-east-1", signingName: "s3", time: Date.UTC(2013, 4, 24) });
  expect(request.headers["Authorization"]).toBe(
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, " +
      "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, " +
      "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  );
});

test("signing a signed request again gives the same headers", () => {
  const request = put("https://h/", "body");
  const identity = { ...credentials, sessionToken: "token" };
  sigv4.sign(request, identity, context);
  const once = { ...request.headers };
  sigv4.sign(request, identity, context);
  expect(request.headers).toEqual(once);
  expect(once["X-Amz-Security-Token"]).toBe("token");
});

test("the signature depends on day, region, service and key", () => {
  const signatures = [
    signature(credentials, context),
    signature(credentials, { ...context, time: context.time + 86_400_000 }),
    signature(credentials, { ...context, region: "eu-west-1" }),
    signature(credentials, { ...context, signingName: "sqs" }),
    signature({ ...credentials, secretAccessKey: "other" }, context),
  ];
  expect(new Set(signatures).size).toBe(signatures.length);
  expect(signature(credentials, context)).toBe(signatures[0]);
});

test("a Date header is brought up to date, and X-Amz-Date goes", () => {
  const request = put("https://h/", "");
  request.headers = { date: "yesterday", "x-amz-date": "20000101T000000Z" };
  sigv4.sign(request, credentials, context);
  expect(request.headers["Date"]).toBe("Fri, 02 Jan 2026 03:04:05 -0000");
  expect(Object.keys(request.headers).sort()).toEqual(["Authorization", "Date"]);
});

test("an operation with unsigned payload says so, and a hash that the caller gives is taken", () => {
  const unsigned = put("https://h/", "body");
  sigv4.sign(unsigned, credentials, { ...context, unsignedPayload: true });
  expect(unsigned.headers["X-Amz-Content-SHA256"]).toBe("UNSIGNED-PAYLOAD");

  const [given, computed] = [put("https://h/", ""), put("https://h/", "")];
  given.headers["x-amz-content-sha256"] = "abc";
  sigv4.sign(given, credentials, context);
  sigv4.sign(computed, credentials, context);
  expect(given.headers["x-amz-content-sha256"]).toBe("abc");
  expect(given.headers["Authorization"]).not.toBe(computed.headers["Authorization"]);
});

test.each<[why: string, url: string, headers: Record<string, string>, Partial<SigningContext>, hash: string]>([
  ["by default", "https://h/k", {}, {}, helloHash()],
  [
    "over http, a checksum notwithstanding",
    "http://h/k",
    { "Content-MD5": "m" },
    { streamingInput: true },
    helloHash(),
  ],
  ["of a stream without checksum", "https://h/k", {}, { streamingInput: true }, helloHash()],
  ["of a stream with Content-MD5", "https://h/k", { "content-md5": "m" }, { streamingInput: true }, "UNSIGNED-PAYLOAD"],
  [
    "of a stream with a checksum header",
    "https://h/k",
    { "x-amz-checksum-crc32": "c" },
    { streamingInput: true, checksumHeader: "x-amz-checksum-crc32" },
    "UNSIGNED-PAYLOAD",
  ],
  ["when switched off, even over http", "http://h/k", {}, { payloadSigningEnabled: false }, "UNSIGNED-PAYLOAD"],
  [
    "when switched on",
    "https://h/k",
    { "Content-MD5": "m" },
    { payloadSigningEnabled: true, streamingInput: true },
    helloHash(),
  ],
  ["with a trailer", "https://h/k", {}, { trailer: true, streamingInput: true }, "STREAMING-UNSIGNED-PAYLOAD-TRAILER"],
])("S3's payload hash %s", (_, url, headers, more, hash) => {
  const request = put(url, "hello");
  request.headers = { ...headers };
  s3Sigv4.sign(request, credentials, { ...context, ...more });
  expect(request.headers["X-Amz-Content-SHA256"]).toBe(hash);
});

test("a body that is no bytes is hashed by who knows it, and only when it must be", async () => {
  const stream = new ReadableStream<Uint8Array>();
  const request: HttpRequest = { method: "PUT", url: "https://h/k", headers: {}, body: stream };
  await s3Sigv4.sign(request, credentials, { ...context, payloadHash: async () => "computed" });
  expect(request.headers["X-Amz-Content-SHA256"]).toBe("computed");

  const payloadHash = () => expect.unreachable();
  expect(s3Sigv4.sign(request, credentials, { ...context, trailer: true, payloadHash })).toBeUndefined();
  expect(() => s3Sigv4.sign(request, credentials, context)).toThrow(/stream that can be read only once/);
});

test("an S3 Express session has its token in its own header", () => {
  const request = put("https://h/k", "");
  s3Express.sign(request, { ...credentials, sessionToken: "session" }, context);
  expect(request.headers["x-amz-s3session-token"]).toBe("session");
  expect(request.headers).not.toHaveProperty("X-Amz-Security-Token");
  expect(request.headers["Authorization"]).toContain("x-amz-s3session-token");
});

test("without credentials or region nothing is signed", () => {
  const request = put("https://h/", "");
  expect(() => sigv4.sign(request, undefined, context)).toThrow(NoCredentialsError);
  expect(() => sigv4.sign(request, { token: "bearer" }, context)).toThrow(NoCredentialsError);
  expect(() => sigv4.sign(request, credentials, { ...context, region: undefined })).toThrow(NoRegionError);
  expect(request.headers).toEqual({});
});

const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const context: SigningContext = { region: "us-east-1", signingName: "s3", time: Date.UTC(2026, 0, 2, 3, 4, 5) };

function put(url: string, body: string): HttpRequest {
  return { method: "PUT", url, headers: {}, body: Buffer.from(body) };
}

function signature(identity: typeof credentials, context: SigningContext): string {
  const request = put("https://h/", "");
  sigv4.sign(request, identity, context);
  return request.headers["Authorization"]!.slice(-64);
}

function helloHash(): string {
  return "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
}
