import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { s3Caller } from "../testing/send.js";
import { startS3 } from "./service.js";

const clock = (): number => Date.UTC(2026, 10, 25, 10, 15, 30, 250);
const timestamp = "20261125T101530Z";

test("an object comes back with its bytes, headers and metadata", async () => {
  await using s3 = await startS3({ clock });
  const call = s3Caller(s3.endpoint, { timestamp });
  await call("PUT", "/bkt");
  const headers = {
    "content-type": "text/plain",
    "cache-control": "no-store",
    "content-encoding": "gzip,aws-chunked",
    "x-amz-meta-colour": "blue",
    "x-amz-storage-class": "STANDARD_IA",
    "x-amz-tagging": "a=1&b=%26",
  };
  const put = await call("PUT", "/bkt/dir/hello%20world%2B", { body: "hello", headers });
  expect([put.status, put.headers.etag]).toEqual([200, '"5d41402abc4b2a76b9719d911017c592"']);

  const got = await call("GET", "/bkt/dir/hello%20world%2B");
  expect([got.status, got.text]).toEqual([200, "hello"]);
  expect(got.headers).toMatchObject({
    "content-type": "text/plain",
    "cache-control": "no-store",
    "content-encoding": "gzip",
    "content-length": "5",
    "x-amz-meta-colour": "blue",
    "x-amz-storage-class": "STANDARD_IA",
    "x-amz-tagging-count": "2",
    "last-modified": "Wed, 25 Nov 2026 10:15:30 GMT",
    "accept-ranges": "bytes",
    server: "AmazonS3",
  });
  expect(got.headers["x-amz-request-id"]).toMatch(/^[0-9A-F]{16}$/);

  const head = await call("HEAD", "/bkt/dir/hello%20world%2B");
  expect([head.status, head.headers["content-length"], head.text]).toEqual([200, "5", ""]);
});

test("a bucket is also the first label of the host", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  const host = "bkt.s3.localhost";
  expect((await call("PUT", "/", { headers: { host } })).status).toBe(200);
  await call("PUT", "/key", { headers: { host }, body: "x" });
  expect((await call("GET", "/bkt/key")).text).toBe("x");
});

describe("ranges", () => {
  test.each([
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=8-100", 206, "89", "bytes 8-9/10"],
    ["bytes=5-4", 200, "0123456789", undefined],
    ["bytes=0-1,3-4", 200, "0123456789", undefined],
  ])("%s", async (range, status, text, contentRange) => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    await call("PUT", "/bkt");
    await call("PUT", "/bkt/k", { body: "0123456789" });
    const got = await call("GET", "/bkt/k", { headers: { range } });
    expect([got.status, got.text, got.headers["content-range"]]).toEqual([status, text, contentRange]);
  });

  test("beyond the end: 416 with the size", async () => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    await call("PUT", "/bkt");
    await call("PUT", "/bkt/k", { body: "0123456789" });
    const got = await call("GET", "/bkt/k", { headers: { range: "bytes=10-" } });
    expect([got.status, got.element("Code"), got.element("ActualObjectSize")]).toEqual([416, "InvalidRange", "10"]);
    expect(got.headers["content-range"]).toBe("bytes */10");
  });
});

describe("conditions", () => {
  const etag = '"9dd4e461268c8034f5c8564e155c67a6"'; // MD5 of "x"
  test.each([
    ["if-match", etag, 200, undefined],
    ["if-match", '"other"', 412, "If-Match"],
    ["if-none-match", etag, 304, undefined],
    ["if-none-match", '"other"', 200, undefined],
    ["if-modified-since", "Wed, 25 Nov 2026 10:15:30 GMT", 304, undefined],
    ["if-modified-since", "Wed, 25 Nov 2026 10:15:29 GMT", 200, undefined],
    ["if-unmodified-since", "Wed, 25 Nov 2026 10:15:29 GMT", 412, "If-Unmodified-Since"],
    ["if-unmodified-since", "Wed, 25 Nov 2026 10:15:30 GMT", 200, undefined],
  ])("GET with %s: %s", async (name, value, status, condition) => {
    await using s3 = await startS3({ clock });
    const call = s3Caller(s3.endpoint, { timestamp });
    await call("PUT", "/bkt");
    await call("PUT", "/bkt/k", { body: "x" });
    const got = await call("GET", "/bkt/k", { headers: { [name]: value } });
    expect([got.status, got.element("Condition")]).toEqual([status, condition]);
    expect(got.text === "").toBe(status === 304);
  });

  test("a write may demand that nothing, or exactly this, is there", async () => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    await call("PUT", "/bkt");
    const ifNew = { headers: { "if-none-match": "*" }, body: "x" };
    expect((await call("PUT", "/bkt/k", ifNew)).status).toBe(200);
    expect((await call("PUT", "/bkt/k", ifNew)).element("Code")).toBe("PreconditionFailed");
    expect((await call("PUT", "/bkt/k", { headers: { "if-match": '"y"' }, body: "y" })).status).toBe(412);
    expect((await call("PUT", "/bkt/k", { headers: { "if-match": etag }, body: "y" })).status).toBe(200);
    expect((await call("PUT", "/bkt/l", { headers: { "if-match": etag }, body: "y" })).element("Code")).toBe(
      "NoSuchKey",
    );
  });
});

test("response-* parameters of a signed request override headers", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  await call("PUT", "/bkt");
  await call("PUT", "/bkt/k", { body: "x" });
  const got = await call("GET", "/bkt/k?response-content-type=a%2Fb&response-content-disposition=attachment");
  expect(got.headers).toMatchObject({ "content-type": "a/b", "content-disposition": "attachment" });
});

describe("errors", () => {
  test.each([
    ["GET", "/bkt/none", 404, "NoSuchKey"],
    ["GET", "/none/key", 404, "NoSuchBucket"],
    ["PUT", "/none/key", 404, "NoSuchBucket"],
    ["DELETE", "/bkt", 409, "BucketNotEmpty"],
    ["PUT", "/Not_valid", 400, "InvalidBucketName"],
    ["GET", "/bkt?acl", 501, "NotImplemented"],
    ["POST", "/bkt/k", 405, "MethodNotAllowed"],
    ["GET", "/bkt/%zz", 400, "InvalidURI"],
    ["GET", `/bkt/${"k".repeat(1025)}`, 400, "KeyTooLongError"],
  ])("%s %s: %i %s", async (method, path, status, code) => {
    await using s3 = await startS3();
    const call = s3Caller(s3.endpoint);
    await call("PUT", "/bkt");
    await call("PUT", "/bkt/k", { body: "x" });
    const got = await call(method, path);
    expect([got.status, got.element("Code")]).toEqual([status, code]);
    expect(got.element("RequestId")).toBe(got.headers["x-amz-request-id"]);
    expect(got.element("HostId")).toBe(got.headers["x-amz-id-2"]);
  });

  test("HEAD has none of it but the status", async () => {
    await using s3 = await startS3();
    const got = await s3Caller(s3.endpoint)("HEAD", "/none/key");
    expect([got.status, got.text]).toEqual([404, ""]);
  });

  test("a bucket of one's own is no error in us-east-1, and one elsewhere", async () => {
    await using east = await startS3();
    const inEast = s3Caller(east.endpoint);
    await inEast("PUT", "/bkt");
    expect((await inEast("PUT", "/bkt")).status).toBe(200);

    await using west = await startS3({ region: "eu-west-1" });
    const inWest = s3Caller(west.endpoint, { region: "eu-west-1" });
    const body =
      "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>";
    expect((await inWest("PUT", "/bkt")).element("Code")).toBe("IllegalLocationConstraintException");
    await inWest("PUT", "/bkt", { body });
    const again = await inWest("PUT", "/bkt", { body });
    expect([again.status, again.element("Code")]).toEqual([409, "BucketAlreadyOwnedByYou"]);
    expect((await inWest("GET", "/bkt?location")).element("LocationConstraint")).toBeUndefined();
    expect((await inWest("GET", "/bkt?location")).text).toContain(">eu-west-1</LocationConstraint>");
  });
});

test("tags are put, told and deleted", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  await call("PUT", "/bkt");
  await call("PUT", "/bkt/k", { body: "x" });
  const body = "<Tagging><TagSet><Tag><Key>a</Key><Value>&lt;1&gt;</Value></Tag></TagSet></Tagging>";
  expect((await call("PUT", "/bkt/k?tagging", { body })).status).toBe(200);
  expect((await call("GET", "/bkt/k?tagging")).text).toContain("<Tag><Key>a</Key><Value>&lt;1&gt;</Value></Tag>");
  expect((await call("DELETE", "/bkt/k?tagging")).status).toBe(204);
  expect((await call("GET", "/bkt/k?tagging")).text).toContain("<TagSet/>");
  expect((await call("PUT", "/bkt/k?tagging", { body: "<Tagging>" })).element("Code")).toBe("MalformedXML");
});

test("a copy takes metadata along, or replaces it", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  await call("PUT", "/bkt");
  await call("PUT", "/bkt/a%20b", { body: "x", headers: { "x-amz-meta-a": "1", "content-type": "text/plain" } });
  const from = { "x-amz-copy-source": "bkt/a%20b" };
  expect((await call("PUT", "/bkt/copy", { headers: from })).text).toContain("<CopyObjectResult");
  expect((await call("GET", "/bkt/copy")).headers).toMatchObject({ "x-amz-meta-a": "1", "content-type": "text/plain" });
  await call("PUT", "/bkt/copy", { headers: { ...from, "x-amz-metadata-directive": "REPLACE", "x-amz-meta-b": "2" } });
  const replaced = (await call("GET", "/bkt/copy")).headers;
  expect([replaced["x-amz-meta-a"], replaced["x-amz-meta-b"]]).toEqual([undefined, "2"]);

  expect((await call("PUT", "/bkt/a%20b", { headers: from })).element("Code")).toBe("InvalidRequest");
  const stale = { ...from, "x-amz-copy-source-if-match": '"other"' };
  expect((await call("PUT", "/bkt/copy", { headers: stale })).element("Code")).toBe("PreconditionFailed");
  expect((await call("PUT", "/bkt/copy", { headers: { "x-amz-copy-source": "bkt/none" } })).status).toBe(404);
});

test("many objects are deleted in one request that must be summed", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  await call("PUT", "/bkt");
  await call("PUT", "/bkt/a", { body: "x" });
  const body = "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>";
  expect((await call("POST", "/bkt?delete", { body })).element("Code")).toBe("InvalidRequest");
  const md5 = createHash("md5").update(body).digest("base64");
  const wrong = await call("POST", "/bkt?delete", { body: `${body} `, headers: { "content-md5": md5 } });
  expect(wrong.element("Code")).toBe("BadDigest");
  const done = await call("POST", "/bkt?delete", { body, headers: { "content-md5": md5 } });
  expect(done.text).toContain("<Deleted><Key>a</Key></Deleted><Deleted><Key>b</Key></Deleted>");
  expect((await call("GET", "/bkt/a")).status).toBe(404);
});
