import { expect, test } from "vitest";
import { createSha256 } from "#platform/sha256";
import { toHex } from "../encoding/hex.js";
import { fromUtf8 } from "../encoding/utf8.js";
import type { HttpRequest } from "../http/message.js";
import { bytesOf, concatBytes } from "../streaming/byte-iterator.js";
import { s3Sigv4 } from "./s3-sigv4.js";
import type { ChunkedPayload, SigningContext } from "./signer.js";

const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

// The example of the S3 API Reference, "Transferring payload in multiple chunks": 65 KiB of the letter a.
test("AWS's example has AWS's signatures, whatever the pieces are", async () => {
  for (const pieceSize of [66_560, 65_536, 1_000, 7]) {
    const request = put("http://s3.amazonaws.com/examplebucket/chunkObject.txt", 66_560, pieceSize);
    request.headers["x-amz-storage-class"] = "REDUCED_REDUNDANCY";
    const body = await sign(request, { length: 66_560, announced: true });

    expect(request.headers).toMatchObject({
      "Content-Encoding": "aws-chunked",
      "Content-Length": "66824",
      "X-Amz-Content-SHA256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
      "X-Amz-Decoded-Content-Length": "66560",
    });
    expect(request.headers["Authorization"]).toMatch(
      /Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9$/,
    );
    expect(body.byteLength).toBe(66_824);
    expect(fromUtf8(body).replace(/a{1000,}/g, "…")).toBe(
      [
        "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
        "…",
        "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
        "…",
        "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
        "",
        "",
      ].join("\r\n"),
    );
  }
});

test.each([0, 1, 65_535, 65_536, 65_537, 131_072])(
  "the announced length is that of %d bytes in chunks",
  async (length) => {
    const request = put("http://localhost/b/k", length, 10_000);
    const body = await sign(request, { length, announced: false });
    expect(request.headers["Content-Length"]).toBe(String(body.byteLength));
    expect(request.headers).not.toHaveProperty("Content-Encoding");
  },
);

test("a trailer is signed after the last chunk, and its value asked for only then", async () => {
  const request = put("http://localhost/b/k", 3, 3);
  request.headers["Content-Encoding"] = "gzip";
  const hash = createSha256();
  const trailer = { name: "x-amz-checksum-sha256", value: () => toHex(hash.digest()) };
  const { body } = request;
  request.body = (async function* () {
    for await (const piece of bytesOf(body!)) {
      hash.update(piece);
      yield piece;
    }
  })();
  const sent = fromUtf8(await sign(request, { length: 3, announced: true, trailer }));
  expect(request.headers).toMatchObject({
    "Content-Encoding": "gzip,aws-chunked",
    "Transfer-Encoding": "chunked",
    "X-Amz-Content-SHA256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
    "X-Amz-Trailer": "x-amz-checksum-sha256",
  });
  expect(request.headers).not.toHaveProperty("Content-Length");
  expect(sent).toMatch(
    /\r\n0;chunk-signature=[0-9a-f]{64}\r\nx-amz-checksum-sha256:9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0\r\nx-amz-trailer-signature:[0-9a-f]{64}\r\n\r\n$/,
  );
});

test.each([
  [4, "3 of the 4 bytes"],
  [2, "more than the 2 bytes"],
])("a body of three bytes that is said to have %d is told, and not sent to its end", async (length, message) => {
  const failing = sign(put("http://localhost/b/k", 3, 3), { length, announced: true });
  await expect(failing).rejects.toMatchObject({
    name: "IncompleteReadError",
    message: expect.stringContaining(message),
  });
});

test("over https, or where the payload need not be signed, there are no chunks", async () => {
  const request = put("https://localhost/b/k", 3, 3);
  await s3Sigv4.sign(request, credentials, context({ length: 3, announced: true }));
  expect(request.headers["X-Amz-Content-SHA256"]).toBe("UNSIGNED-PAYLOAD");
  const signed = put("https://localhost/b/k", 3, 3);
  await s3Sigv4.sign(signed, credentials, { ...context({ length: 3, announced: true }), payloadSigningEnabled: true });
  expect(signed.headers["X-Amz-Content-SHA256"]).toBe("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
});

function put(url: string, length: number, pieceSize: number): HttpRequest {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < length; at += pieceSize) yield new Uint8Array(Math.min(pieceSize, length - at)).fill(97);
  }
  return { method: "PUT", url, headers: { Host: new URL(url).host }, body: pieces() };
}

async function sign(request: HttpRequest, chunks: ChunkedPayload): Promise<Uint8Array> {
  await s3Sigv4.sign(request, credentials, context(chunks));
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesOf(request.body!)) pieces.push(piece);
  return concatBytes(
    pieces,
    pieces.reduce((sum, { byteLength }) => sum + byteLength, 0),
  );
}

function context(chunks: ChunkedPayload): SigningContext {
  const time = Date.UTC(2013, 4, 24);
  return { region: "us-east-1", signingName: "s3", time, streamingInput: true, oneTime: true, chunks };
}
