import { describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "./server.js";
import { readAll } from "./service.js";
import { presignAndSend, send, signAndSend } from "./testing/send.js";
import { frameChunks, type SignOptions, sign } from "./testing/sign.js";
import { startVerifier } from "./verifier.js";

// Answers with what it got.
function echo(): Promise<RunningServer> {
  return startServer(async (request) => ({
    status: 201,
    headers: { "x-seen": `${request.method} ${request.target}`, "x-type": request.header("content-type") ?? "none" },
    body: [await readAll(request.body)],
  }));
}

test("what verifies is passed on byte for byte", async () => {
  await using target = await echo();
  await using verifier = await startVerifier({ target: target.endpoint });
  const request = {
    method: "POST",
    url: `${verifier.endpoint}/a%20b/?x=%2F`,
    headers: { "content-type": "text/plain" },
    body: "body",
  };
  const got = await signAndSend(request, { service: "lambda", region: "eu-west-1" });
  expect([got.status, got.headers["x-seen"], got.headers["x-type"], got.text]).toEqual([
    201,
    "POST /a%20b/?x=%2F",
    "text/plain",
    "body",
  ]);
  const head = await signAndSend({ method: "HEAD", url: `${verifier.endpoint}/` }, { service: "lambda" });
  expect([head.status, head.text]).toEqual([201, ""]);
  const presigned = await presignAndSend({ method: "GET", url: `${verifier.endpoint}/k` }, { service: "s3" });
  expect(presigned.headers["x-seen"]).toMatch(/^GET \/k\?X-Amz-Algorithm=/);
});

test("aws-chunked bodies are checked and passed on as they are", async () => {
  await using target = await echo();
  await using verifier = await startVerifier({ target: target.endpoint, service: "s3" });
  const headers = { "x-amz-decoded-content-length": "5", "x-amz-trailer": "x-amz-checksum-crc32" };
  const body = frameChunks(["hello"], { "x-amz-checksum-crc32": "NhCmhg==" });
  const request = { method: "PUT", url: `${verifier.endpoint}/k`, headers, body };
  const options = { service: "s3", payloadHash: "STREAMING-UNSIGNED-PAYLOAD-TRAILER" };
  expect((await signAndSend(request, options)).body.equals(body)).toBe(true);
  const short = await signAndSend({ ...request, body: body.subarray(0, -2) }, options);
  expect([short.status, short.element("Code")]).toEqual([400, "IncompleteBody"]);
});

test("unsigned requests pass where they are allowed", async () => {
  await using target = await echo();
  await using verifier = await startVerifier({
    target: target.endpoint,
    allowUnsigned: (request) => request.path === "/open",
  });
  expect((await send({ method: "GET", url: `${verifier.endpoint}/open` })).status).toBe(201);
  expect((await send({ method: "GET", url: `${verifier.endpoint}/other` })).status).toBe(403);
});

describe("a wrong signature is answered in the request's own protocol", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  test.each<[string, Partial<SignOptions> & { headers?: Record<string, string> }, number, string, string | RegExp]>([
    ["s3", { service: "s3" }, 403, "application/xml", /<Error><Code>SignatureDoesNotMatch<.*<CanonicalRequest>/],
    [
      "query",
      { service: "sns", headers: form },
      403,
      "text/xml",
      /<ErrorResponse><Error><Type>Sender<\/Type><Code>SignatureDoes/,
    ],
    [
      "ec2",
      { service: "ec2", headers: form },
      401,
      "text/xml;charset=UTF-8",
      /<Response><Errors><Error><Code>SignatureDoesNot/,
    ],
    ["rest-xml", { service: "route53" }, 403, "text/xml", /<ErrorResponse><Error>/],
    ["rest-json", { service: "lambda" }, 403, "application/json", /^\{"message":"The request signature/],
    [
      "json",
      { service: "kinesis", headers: { "x-amz-target": "K.A" } },
      400,
      "application/x-amz-json-1.1",
      /#InvalidSignatureException/,
    ],
    [
      "cbor",
      { service: "monitoring", headers: { "smithy-protocol": "rpc-v2-cbor" } },
      400,
      "application/cbor",
      /^.y\0.__typey/,
    ],
  ])("%s", async (_, { headers, ...options }, status, type, body) => {
    await using target = await echo();
    await using verifier = await startVerifier({ target: target.endpoint });
    const request = { method: "POST", url: `${verifier.endpoint}/`, ...(headers && { headers }), body: "a=b" };
    const got = await signAndSend(request, { service: "x", ...options, secretAccessKey: "wrong" });
    expect([got.status, got.headers["content-type"]]).toEqual([status, type]);
    expect(got.body.toString("latin1")).toMatch(body);
  });
});

test("every bit counts, for services of all kinds", async () => {
  await using target = await echo();
  await using verifier = await startVerifier({ target: target.endpoint });
  for (const service of ["lambda", "s3", "dynamodb"]) {
    const request = { method: "POST", url: `${verifier.endpoint}/p/a?q=1`, headers: { "x-amz-a": "1" }, body: "b" };
    const signed = sign(request, { service });
    expect((await send(signed)).status).toBe(201);
    for (const changed of [
      { ...signed, url: signed.url.replace("/p/a", "/p/b") },
      { ...signed, url: signed.url.replace("q=1", "q=2") },
      { ...signed, headers: { ...signed.headers, "x-amz-a": "2" } },
      { ...signed, headers: { ...signed.headers, host: "other" } },
      { ...signed, headers: { ...signed.headers, "x-amz-b": "added" } },
      { ...signed, body: "c" },
    ]) {
      expect([changed, (await send(changed)).status >= 400]).toEqual([changed, true]);
    }
  }
});

test("a target that is not there is an InternalError", async () => {
  const target = await echo();
  await target.close();
  await using verifier = await startVerifier({ target: target.endpoint });
  const got = await signAndSend({ method: "GET", url: `${verifier.endpoint}/` }, { service: "lambda" });
  expect([got.status, got.headers["x-amzn-errortype"]]).toEqual([500, "InternalError"]);
});
