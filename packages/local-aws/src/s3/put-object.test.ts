import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { s3Caller, send } from "../testing/send.js";
import { frameChunks, sign, signChunks, timestampOf } from "../testing/sign.js";
import { startS3 } from "./service.js";

const text = "x".repeat(20_000);
const crc = Buffer.from(crc32(text).toString(16).padStart(8, "0"), "hex").toString("base64");
const enabled = { headers: { "x-amz-checksum-mode": "ENABLED" } };

describe("a checksum in a header", () => {
  test("holds, and is told to who asks", async () => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    await call("PUT", "/bkt");
    const put = await call("PUT", "/bkt/k", { body: text, headers: { "x-amz-checksum-crc32": crc } });
    expect(put.headers).toMatchObject({ "x-amz-checksum-crc32": crc, "x-amz-checksum-type": "FULL_OBJECT" });
    expect((await call("GET", "/bkt/k", enabled)).headers["x-amz-checksum-crc32"]).toBe(crc);
    expect((await call("GET", "/bkt/k")).headers["x-amz-checksum-crc32"]).toBeUndefined();
    const part = { headers: { ...enabled.headers, range: "bytes=0-9" } };
    expect((await call("GET", "/bkt/k", part)).headers["x-amz-checksum-crc32"]).toBeUndefined();
  });

  test("is computed where the writer gives none", async () => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    await call("PUT", "/bkt");
    await call("PUT", "/bkt/k", { body: "123456789" });
    const sum = Buffer.from("ae8b14860a799888", "hex").toString("base64");
    expect((await call("HEAD", "/bkt/k", enabled)).headers["x-amz-checksum-crc64nvme"]).toBe(sum);
  });

  const sha1 = createHash("sha1").update(text).digest("base64");
  test.each([
    ["another CRC32", { "x-amz-checksum-crc32": "AAAAAA==" }, "BadDigest"],
    ["another SHA-256", { "x-amz-checksum-sha256": createHash("sha256").digest("base64") }, "BadDigest"],
    ["another MD5", { "content-md5": createHash("md5").digest("base64") }, "BadDigest"],
    ["an MD5 that is none", { "content-md5": "eA==" }, "InvalidDigest"],
    ["a CRC32 of three bytes", { "x-amz-checksum-crc32": "AAAA" }, "InvalidArgument"],
    ["two checksums", { "x-amz-checksum-crc32": crc, "x-amz-checksum-sha1": sha1 }, "InvalidRequest"],
    ["one announced and none there", { "x-amz-sdk-checksum-algorithm": "CRC32" }, "InvalidRequest"],
    [
      "one announced, another there",
      { "x-amz-sdk-checksum-algorithm": "SHA1", "x-amz-checksum-crc32": crc },
      "InvalidRequest",
    ],
    ["one that is not computed here", { "x-amz-checksum-xxhash64": "AAAAAAAAAAA=" }, "NotImplemented"],
    ["too much metadata", { "x-amz-meta-a": "m".repeat(2048) }, "MetadataTooLarge"],
    ["a storage class that is none", { "x-amz-storage-class": "ATTIC" }, "InvalidStorageClass"],
  ])("refused: %s", async (_, headers, code) => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    await call("PUT", "/bkt");
    expect(
      (await call("PUT", "/bkt/k", { body: text, headers: headers as Record<string, string> })).element("Code"),
    ).toBe(code);
    expect((await call("GET", "/bkt/k")).status).toBe(404);
  });
});

describe("a checksum in a trailer", () => {
  const headers = {
    "content-encoding": "aws-chunked",
    "x-amz-decoded-content-length": "20000",
    "x-amz-trailer": "x-amz-checksum-crc32",
    "x-amz-sdk-checksum-algorithm": "CRC32",
  };

  test("of unsigned chunks holds, or the object is not stored", async () => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    await call("PUT", "/bkt");
    const put = (sum: string): ReturnType<typeof call> =>
      call("PUT", "/bkt/k", {
        headers,
        payloadHash: "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        body: frameChunks([text.slice(0, 10_000), text.slice(10_000)], { "x-amz-checksum-crc32": sum }),
      });
    expect((await put("AAAAAA==")).element("Code")).toBe("BadDigest");
    expect((await call("GET", "/bkt/k")).status).toBe(404);
    expect((await put(crc)).headers["x-amz-checksum-crc32"]).toBe(crc);
    const got = await call("GET", "/bkt/k", enabled);
    expect([got.text, got.headers["x-amz-checksum-crc32"], got.headers["content-encoding"]]).toEqual([
      text,
      crc,
      undefined,
    ]);
  });

  test("of signed chunks holds too", async () => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    await call("PUT", "/bkt");
    const timestamp = timestampOf(Date.now());
    const payloadHash = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    const options = { service: "s3", timestamp, payloadHash };
    const signed = sign({ method: "PUT", url: `${s3.endpoint}/bkt/k`, headers }, options);
    const body = signChunks([text], signed.signature, timestamp, options, { "x-amz-checksum-crc32": crc });
    expect((await send({ ...signed, body })).status).toBe(200);
    expect((await call("GET", "/bkt/k")).text).toBe(text);
    const changed = Buffer.from(body);
    changed[1000] = 0;
    expect((await send({ ...signed, body: changed })).element("Code")).toBe("SignatureDoesNotMatch");
  });
});

test("a body must be the one that was signed", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  await call("PUT", "/bkt");
  const signed = sign({ method: "PUT", url: `${s3.endpoint}/bkt/k`, body: "right" }, { service: "s3" });
  const wrong = await send({ ...signed, body: "wrong" });
  expect([wrong.status, wrong.element("Code")]).toEqual([400, "XAmzContentSHA256Mismatch"]);
  const hash = createHash("sha256").update("right").digest("hex");
  expect(wrong.element("ClientComputedContentSHA256")).toBe(hash);
  const unsigned = sign(
    { method: "PUT", url: `${s3.endpoint}/bkt/k` },
    { service: "s3", payloadHash: "UNSIGNED-PAYLOAD" },
  );
  expect((await send({ ...unsigned, body: "any" })).status).toBe(200);
});

test("a body without a length is not taken", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  await call("PUT", "/bkt");
  const put = await call("PUT", "/bkt/k", {
    headers: { "transfer-encoding": "chunked" },
    body: "x",
    unsigned: ["transfer-encoding"],
  });
  expect([put.status, put.element("Code")]).toEqual([501, "NotImplemented"]);
});
