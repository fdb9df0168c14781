import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { startChecksum } from "../checksums/algorithms.js";
import { s3Caller } from "../testing/send.js";
import { startS3 } from "./service.js";

type Caller = ReturnType<typeof s3Caller>;

const parts = ["first ".repeat(100), "second ".repeat(50), "third"];

test("parts become one object", async () => {
  await using s3 = await startS3({ minPartBytes: 300 });
  const call = s3Caller(s3.endpoint);
  const upload = await createUpload(call, { "x-amz-meta-a": "1" });
  const etags = await uploadParts(call, upload);
  const listed = await call("GET", `/bkt/k?uploadId=${upload}&max-parts=2`);
  expect([...listed.text.matchAll(/<PartNumber>(\d)</g)].map((match) => match[1])).toEqual(["1", "2"]);
  expect([listed.element("NextPartNumberMarker"), listed.element("IsTruncated")]).toEqual(["2", "true"]);
  expect((await call("GET", "/bkt?uploads")).element("UploadId")).toBe(upload);

  const done = await call("POST", `/bkt/k?uploadId=${upload}`, { body: completion(etags) });
  const md5s = parts.map((part) => createHash("md5").update(part).digest());
  const etag = `"${createHash("md5").update(Buffer.concat(md5s)).digest("hex")}-3"`;
  expect([done.status, done.element("ETag")]).toEqual([200, etag.replaceAll('"', "&quot;")]);
  const got = await call("GET", "/bkt/k");
  expect([got.text, got.headers.etag, got.headers["x-amz-meta-a"]]).toEqual([parts.join(""), etag, "1"]);

  const second = await call("GET", "/bkt/k?partNumber=2");
  expect([second.status, second.text, second.headers["x-amz-mp-parts-count"]]).toEqual([206, parts[1], "3"]);
  expect(second.headers["content-range"]).toBe("bytes 600-949/955");
  expect((await call("GET", "/bkt/k?partNumber=4")).element("Code")).toBe("InvalidPartNumber");
  expect((await call("GET", `/bkt/k?uploadId=${upload}`)).element("Code")).toBe("NoSuchUpload");
});

describe("a completion is refused", () => {
  test.each([
    ["parts out of order", (etags: string[]) => completion(etags, [2, 1, 3]), "InvalidPartOrder"],
    ["a part that was not uploaded", (etags: string[]) => completion(etags, [1, 2, 4]), "InvalidPart"],
    ["another ETag", (etags: string[]) => completion([etags[1] as string], [1]), "InvalidPart"],
    ["a part that is too small", (etags: string[]) => completion(etags), "EntityTooSmall"],
    ["no parts", () => "<CompleteMultipartUpload/>", "MalformedXML"],
    ["no XML", () => "parts", "MalformedXML"],
  ])("%s", async (_, body, code) => {
    await using s3 = await startS3({ minPartBytes: 400 });
    const call = s3Caller(s3.endpoint);
    const upload = await createUpload(call);
    const etags = await uploadParts(call, upload);
    const done = await call("POST", `/bkt/k?uploadId=${upload}`, { body: body(etags) });
    expect([done.status, done.element("Code")]).toEqual([400, code]);
    expect((await call("GET", "/bkt/k")).status).toBe(404);
  });
});

test("an aborted upload is gone", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  const upload = await createUpload(call);
  expect((await call("DELETE", `/bkt/k?uploadId=${upload}`)).status).toBe(204);
  const part = await call("PUT", `/bkt/k?partNumber=1&uploadId=${upload}`, { body: "x" });
  expect([part.status, part.element("Code")]).toEqual([404, "NoSuchUpload"]);
  expect((await call("GET", "/bkt?uploads")).text).not.toContain("<Upload>");
});

test("a part may be a range of another object", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  const upload = await createUpload(call);
  await call("PUT", "/bkt/source", { body: "0123456789" });
  const headers = { "x-amz-copy-source": "/bkt/source", "x-amz-copy-source-range": "bytes=3-5" };
  const copied = await call("PUT", `/bkt/k?partNumber=1&uploadId=${upload}`, { headers });
  const etag = copied.element("ETag")?.replaceAll("&quot;", '"') as string;
  await call("POST", `/bkt/k?uploadId=${upload}`, { body: completion([etag]) });
  expect((await call("GET", "/bkt/k")).text).toBe("345");
  const beyond = { ...headers, "x-amz-copy-source-range": "bytes=3-10" };
  const upload2 = await createUpload(call);
  const refused = await call("PUT", `/bkt/k?partNumber=1&uploadId=${upload2}`, { headers: beyond });
  expect(refused.element("Code")).toBe("InvalidArgument");
});

test("uploads are paged by key", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  await createUpload(call);
  await call("POST", "/bkt/j?uploads");
  const first = await call("GET", "/bkt?uploads&max-uploads=1");
  expect([first.element("Key"), first.element("IsTruncated"), first.element("NextKeyMarker")]).toEqual([
    "j",
    "true",
    "j",
  ]);
  const more = `key-marker=j&upload-id-marker=${first.element("NextUploadIdMarker")}`;
  const second = await call("GET", `/bkt?uploads&max-uploads=1&${more}`);
  expect([second.element("Key"), second.element("IsTruncated")]).toEqual(["k", "false"]);
});

describe("checksums of uploads", () => {
  const whole = parts.join("");

  test("by default CRC64NVME of the whole object", async () => {
    const got = await completedObject({}, {});
    expect(got["x-amz-checksum-crc64nvme"]).toBe(sum("CRC64NVME", whole));
    expect(got["x-amz-checksum-type"]).toBe("FULL_OBJECT");
  });

  test("the CRC32 of the whole object is combined from its parts'", async () => {
    const announced = { "x-amz-checksum-algorithm": "CRC32", "x-amz-checksum-type": "FULL_OBJECT" };
    const got = await completedObject(announced, { "x-amz-checksum-crc32": sum("CRC32", whole) });
    expect(got["x-amz-checksum-crc32"]).toBe(sum("CRC32", whole));
  });

  test("a composite is the checksum of the parts' checksums", async () => {
    const got = await completedObject({ "x-amz-checksum-algorithm": "SHA256" }, {}, "SHA256");
    const digests = Buffer.concat(parts.map((part) => Buffer.from(sum("SHA256", part), "base64")));
    expect(got["x-amz-checksum-sha256"]).toBe(`${sum("SHA256", digests)}-3`);
    expect(got["x-amz-checksum-type"]).toBe("COMPOSITE");
  });

  test("a completion must name the checksum of each part of a composite", async () => {
    await using s3 = await startS3({ minPartBytes: 0 });
    const call = s3Caller(s3.endpoint);
    const upload = await createUpload(call, { "x-amz-checksum-algorithm": "CRC32" });
    const etags = await uploadParts(call, upload);
    const done = await call("POST", `/bkt/k?uploadId=${upload}`, { body: completion(etags) });
    expect([done.status, done.element("Code")]).toEqual([400, "InvalidRequest"]);
  });

  test("a part's checksum must be of the upload's algorithm", async () => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    const upload = await createUpload(call, { "x-amz-checksum-algorithm": "CRC32" });
    const headers = { "x-amz-checksum-sha1": sum("SHA1", "x") };
    const part = await call("PUT", `/bkt/k?partNumber=1&uploadId=${upload}`, { body: "x", headers });
    expect(part.element("Code")).toBe("InvalidRequest");
  });

  test("no CRC of a whole object can be a SHA-256", async () => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    await call("PUT", "/bkt");
    const headers = { "x-amz-checksum-algorithm": "SHA256", "x-amz-checksum-type": "FULL_OBJECT" };
    expect((await call("POST", "/bkt/k?uploads", { headers })).element("Code")).toBe("InvalidRequest");
  });

  async function completedObject(
    announced: Readonly<Record<string, string>>,
    completing: Readonly<Record<string, string>>,
    algorithm?: "SHA256",
  ): Promise<Readonly<Record<string, unknown>>> {
    await using s3 = await startS3({ minPartBytes: 0 });
    const call = s3Caller(s3.endpoint);
    const upload = await createUpload(call, announced);
    const etags = await uploadParts(call, upload);
    const sums = algorithm && parts.map((part) => `<ChecksumSHA256>${sum(algorithm, part)}</ChecksumSHA256>`);
    const wrong = { "x-amz-checksum-crc32": "AAAAAA==" };
    if ("x-amz-checksum-crc32" in completing) {
      const refused = await call("POST", `/bkt/k?uploadId=${upload}`, { body: completion(etags), headers: wrong });
      expect(refused.element("Code")).toBe("BadDigest");
    }
    const body = completion(etags, undefined, sums);
    expect((await call("POST", `/bkt/k?uploadId=${upload}`, { body, headers: completing })).status).toBe(200);
    return (await call("HEAD", "/bkt/k", { headers: { "x-amz-checksum-mode": "ENABLED" } })).headers;
  }
});

async function createUpload(call: Caller, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  await call("PUT", "/bkt");
  return (await call("POST", "/bkt/k?uploads", { headers })).element("UploadId") as string;
}

async function uploadParts(call: Caller, upload: string): Promise<string[]> {
  const etags: string[] = [];
  for (const [index, body] of parts.entries()) {
    const part = await call("PUT", `/bkt/k?partNumber=${index + 1}&uploadId=${upload}`, { body });
    etags.push(part.headers.etag as string);
  }
  return etags;
}

function completion(
  etags: readonly string[],
  numbers: readonly number[] = etags.map((_, index) => index + 1),
  sums: readonly string[] = [],
): string {
  const entries = numbers.map(
    (number, index) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>${etags[number - 1] ?? "x"}</ETag>${sums[index] ?? ""}</Part>`,
  );
  return `<CompleteMultipartUpload>${entries.join("")}</CompleteMultipartUpload>`;
}

function sum(algorithm: Parameters<typeof startChecksum>[0], text: string | Uint8Array): string {
  const checksum = startChecksum(algorithm);
  checksum.update(Buffer.from(text));
  return checksum.digest().toString("base64");
}
