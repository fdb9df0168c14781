import { describe, expect, test } from "vitest";
import { readAll } from "../service.js";
import type { ServiceError } from "../service-error.js";
import { frameChunks, signChunks } from "../testing/sign.js";
import { AuthFailure } from "./auth-failure.js";
import { decodeBody } from "./decode-body.js";
import type { SignedRequest } from "./signed-request.js";
import { type VerifiedRequest, verifyRequest } from "./verify-request.js";

// S3 API Reference, "Signature calculations … transferring payload in multiple chunks" and "… trailing headers": 66,560
// letters "a" in chunks of 64 KiB and 1 KiB; head, chunk and trailer signatures are AWS's own.
const credential = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const letters = "a".repeat(66_560);
const timestamp = "20130524T000000Z";

function head(payload: string, signature: string, more: Readonly<Record<string, string>> = {}): SignedRequest {
  const headers: Record<string, string> = {
    host: "s3.amazonaws.com",
    "x-amz-date": timestamp,
    "x-amz-storage-class": "REDUCED_REDUNDANCY",
    "x-amz-content-sha256": payload,
    "content-encoding": "aws-chunked",
    "x-amz-decoded-content-length": "66560",
    "content-length": "66824",
    ...more,
  };
  const signed = Object.keys(headers).filter((name) => payload.endsWith("PAYLOAD") || name !== "content-length");
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential.accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signed.sort().join(";")},Signature=${signature}`;
  return {
    method: "PUT",
    target: "/examplebucket/chunkObject.txt",
    headers: [...Object.entries(headers), ["authorization", authorization]],
  };
}

const signedHead = head(
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
);
const trailerHead = head(
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
  "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
  { "x-amz-trailer": "x-amz-checksum-crc32c" },
);
const signedBody = Buffer.concat(
  [
    "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n",
    letters.slice(0, 65_536),
    "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n",
    letters.slice(65_536),
    "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n",
  ].map((part) => Buffer.from(part)),
);
const trailerBody = Buffer.concat(
  [
    "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n",
    letters.slice(0, 65_536),
    "\r\n400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n",
    letters.slice(65_536),
    "\r\n0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n",
    "x-amz-checksum-crc32c:sOO8/Q==\r\n",
    "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n",
  ].map((part) => Buffer.from(part)),
);

describe("signed chunks", () => {
  test("AWS's documented body verifies, however it is cut on the way", async () => {
    for (const size of [signedBody.length, 1000, 7]) {
      expect((await decode(signedHead, signedBody, size)).text).toBe(letters);
    }
  });

  test("AWS's documented body with a signed trailer verifies", async () => {
    const { text, trailers } = await decode(trailerHead, trailerBody, 5000);
    expect(text).toBe(letters);
    expect([...trailers]).toEqual([["x-amz-checksum-crc32c", "sOO8/Q=="]]);
  });

  test.each([
    ["a byte of the first chunk", signedHead, replaceAt(signedBody, 1000), "signature-mismatch"],
    ["a byte of the last chunk", signedHead, replaceAt(signedBody, 66_000), "signature-mismatch"],
    ["a chunk's signature", signedHead, edit(signedBody, "0055627c", "0055627d"), "signature-mismatch"],
    ["the last signature", signedHead, edit(signedBody, "b6c6ea8a", "b6c6ea8b"), "signature-mismatch"],
    ["the trailer's value", trailerHead, edit(trailerBody, "sOO8/Q", "sOO8/R"), "signature-mismatch"],
    ["the trailer's signature", trailerHead, edit(trailerBody, "d81f82fc", "d81f82fd"), "signature-mismatch"],
    ["no trailer signature", trailerHead, edit(trailerBody, /x-amz-trailer-signature.*\r\n/, ""), "signature-mismatch"],
    ["another trailer", trailerHead, edit(trailerBody, "-crc32c:", "-crc32d:"), "MalformedTrailerError"],
    ["no signature in a chunk", signedHead, edit(signedBody, /;chunk-signature=0055[^\r]*/, ""), "IncompleteBody"],
    ["the end missing", signedHead, signedBody.subarray(0, -2), "IncompleteBody"],
    ["more after the end", signedHead, Buffer.concat([signedBody, Buffer.from("x")]), "IncompleteBody"],
  ])("refused: %s", async (_, request, body, expected) => {
    expect(await failureOf(request, body)).toBe(expected);
  });

  test("the test signer's chunks are AWS's", () => {
    const options = { service: "s3", ...credential };
    const seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    const body = signChunks([letters.slice(0, 65_536), letters.slice(65_536)], seed, timestamp, options);
    expect(body.equals(signedBody)).toBe(true);
  });
});

describe("unsigned chunks with a trailer", () => {
  const verified = {
    ...verify(signedHead),
    payload: { kind: "chunked", signed: false, trailer: true },
  } satisfies VerifiedRequest;
  const request: SignedRequest = {
    method: "PUT",
    target: "/",
    headers: [
      ["x-amz-decoded-content-length", "20000"],
      ["x-amz-trailer", "x-amz-checksum-crc32"],
    ],
  };
  const [first, last] = ["b".repeat(8192), "c".repeat(11_808)];
  const trailers = { "x-amz-checksum-crc32": "AAAAAA==" };

  test("are joined, and their trailers told", async () => {
    const decoded = await decode(request, frameChunks([first, last], trailers), 100, verified);
    expect(decoded.text).toBe(first + last);
    expect([...decoded.trailers]).toEqual(Object.entries(trailers));
  });

  test.each([
    [
      "a chunk below 8 KiB that is not the last",
      frameChunks([last, "c", first.slice(1)], trailers),
      "InvalidChunkSizeError",
    ],
    ["fewer bytes than announced", frameChunks([first, last.slice(1)], trailers), "IncompleteBody"],
    ["no trailer", frameChunks([first, last], {}), "MalformedTrailerError"],
    ["a trailer that was not announced", frameChunks([first, last], { ...trailers, a: "b" }), "MalformedTrailerError"],
    ["a size that is no number", Buffer.from("z\r\n"), "IncompleteBody"],
  ])("refused: %s", async (_, body, expected) => {
    expect(await failureOf(request, body, verified)).toBe(expected);
  });
});

function verify(request: SignedRequest): VerifiedRequest {
  return verifyRequest(request, { credentials: [credential], clock: () => Date.UTC(2013, 4, 24) });
}

async function decode(
  request: SignedRequest,
  body: Buffer,
  size: number,
  verified: VerifiedRequest = verify(request),
): Promise<{ text: string; trailers: ReadonlyMap<string, string> }> {
  const decoded = decodeBody(pieces(body, size), request, verified);
  return { text: (await readAll(decoded.chunks)).toString("latin1"), trailers: decoded.trailers };
}

async function failureOf(
  request: SignedRequest,
  body: Buffer,
  verified?: VerifiedRequest,
): Promise<string | undefined> {
  try {
    await decode(request, body, 4000, verified);
    return undefined;
  } catch (error) {
    return error instanceof AuthFailure ? error.reason.kind : (error as ServiceError).code;
  }
}

async function* pieces(body: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < body.length; start += size) {
    yield body.subarray(start, start + size);
  }
}

function replaceAt(body: Buffer, index: number): Buffer {
  const changed = Buffer.from(body);
  changed[index] = (changed[index] as number) ^ 1;
  return changed;
}

function edit(body: Buffer, from: string | RegExp, to: string): Buffer {
  const text = body.toString("latin1");
  expect(text.replace(from, to)).not.toBe(text);
  return Buffer.from(text.replace(from, to), "latin1");
}
