import { describe, expect, test } from "vitest";
import { CredentialStore } from "../credentials.js";
import { presignAndSend, s3Caller, send, signAndSend } from "../testing/send.js";
import { presign, sign } from "../testing/sign.js";
import { startS3 } from "./service.js";

const now = Date.UTC(2026, 10, 25, 10, 15, 30);
const clock = (): number => now;
const timestamp = "20261125T101530Z";
const options = { service: "s3", timestamp };

describe("S3's own errors for requests that do not verify", () => {
  test("another secret key: both strings are told", async () => {
    await using s3 = await startS3({ clock });
    const got = await signAndSend({ method: "GET", url: `${s3.endpoint}/?a=b` }, { ...options, secretAccessKey: "x" });
    expect([got.status, got.element("Code"), got.element("AWSAccessKeyId")]).toEqual([
      403,
      "SignatureDoesNotMatch",
      "AKIDEXAMPLE",
    ]);
    expect(got.element("StringToSign")).toMatch(/^AWS4-HMAC-SHA256&#10;20261125T101530Z&#10;20261125\/us-east-1\/s3/);
    expect(got.element("CanonicalRequest")).toMatch(/^GET&#10;\/&#10;a=b&#10;host:127\.0\.0\.1/);
  });

  test.each([
    ["an unknown key", { accessKeyId: "AKIDOTHER" }, 403, "InvalidAccessKeyId"],
    ["a token nobody issued", { sessionToken: "token" }, 400, "InvalidToken"],
    ["another region", { region: "eu-west-1" }, 400, "AuthorizationHeaderMalformed"],
    ["another service", { service: "sqs" }, 400, "AuthorizationHeaderMalformed"],
    ["a clock that is 16 minutes late", { timestamp: "20261125T095930Z" }, 403, "RequestTimeTooSkewed"],
    ["a clock that is 16 minutes early", { timestamp: "20261125T103130Z" }, 403, "RequestTimeTooSkewed"],
    ["a hash that is none", { payloadHash: "abc" }, 400, "InvalidArgument"],
    ["an unsigned x-amz-* header", { unsigned: ["x-amz-acl"] }, 403, "AccessDenied"],
  ])("%s", async (_, changed, status, code) => {
    await using s3 = await startS3({ clock });
    const request = { method: "GET", url: `${s3.endpoint}/`, headers: { "x-amz-acl": "private" } };
    const got = await signAndSend(request, { ...options, ...changed });
    expect([got.status, got.element("Code")]).toEqual([status, code]);
  });

  test("the expected region and the server's time are told", async () => {
    await using s3 = await startS3({ clock });
    const request = { method: "GET", url: `${s3.endpoint}/` };
    expect((await signAndSend(request, { ...options, region: "eu-west-1" })).element("Region")).toBe("us-east-1");
    const late = await signAndSend(request, { ...options, timestamp: "20261125T091530Z" });
    expect(late.element("RequestTime")).toBe("20261125T091530Z");
    expect(late.element("ServerTime")).toBe("2026-11-25T10:15:30Z");
    expect(late.element("MaxAllowedSkewMilliseconds")).toBe("900000");
  });

  test("no signature at all", async () => {
    await using s3 = await startS3({ clock });
    const got = await send({ method: "GET", url: `${s3.endpoint}/` });
    expect([got.status, got.element("Code"), got.element("Message")]).toEqual([403, "AccessDenied", "Access Denied"]);
    expect(s3.requests[0]).toMatchObject({ accessKeyId: undefined, status: 403, errorCode: "AccessDenied" });
  });

  test("temporary credentials that expired", async () => {
    const credential = { accessKeyId: "ASIATEMP", secretAccessKey: "secret", sessionToken: "token", expiresAt: now };
    await using s3 = await startS3({ clock, credentials: new CredentialStore([credential]) });
    const got = await signAndSend({ method: "GET", url: `${s3.endpoint}/` }, { ...options, ...credential });
    expect([got.status, got.element("Code")]).toEqual([400, "ExpiredToken"]);
  });
});

describe("presigned requests", () => {
  test("get and put", async () => {
    await using s3 = await startS3({ clock });
    await s3Caller(s3.endpoint, options)("PUT", "/bkt");
    const url = `${s3.endpoint}/bkt/a%20b`;
    expect((await presignAndSend({ method: "PUT", url, body: "x" }, options)).status).toBe(200);
    expect((await presignAndSend({ method: "GET", url }, options)).text).toBe("x");
    expect(s3.requests.at(-1)).toMatchObject({ operation: "GetObject", accessKeyId: "AKIDEXAMPLE", status: 200 });
  });

  test("expired: AccessDenied with the times", async () => {
    await using s3 = await startS3({ clock });
    const got = await presignAndSend(
      { method: "GET", url: `${s3.endpoint}/bkt/k` },
      { ...options, timestamp: "20261125T101000Z" },
      329,
    );
    expect([got.status, got.element("Code"), got.element("Message")]).toEqual([
      403,
      "AccessDenied",
      "Request has expired",
    ]);
    expect(got.element("Expires")).toBe("2026-11-25T10:15:29Z");
  });

  test("for longer than a week: AuthorizationQueryParametersError", async () => {
    await using s3 = await startS3({ clock });
    const got = await presignAndSend({ method: "GET", url: `${s3.endpoint}/bkt/k` }, options, 604_801);
    expect([got.status, got.element("Code")]).toEqual([400, "AuthorizationQueryParametersError"]);
  });

  test("with a token that is part of the query", async () => {
    const credential = { accessKeyId: "ASIATEMP", secretAccessKey: "secret", sessionToken: "to/ken+=" };
    await using s3 = await startS3({ clock, credentials: [credential] });
    const got = await presignAndSend({ method: "GET", url: `${s3.endpoint}/` }, { ...options, ...credential });
    expect(got.status).toBe(200);
  });
});

test("one bit changed anywhere on the wire, and the request is refused", async () => {
  await using s3 = await startS3({ clock });
  const call = s3Caller(s3.endpoint, options);
  await call("PUT", "/bkt");
  const request = {
    method: "PUT",
    url: `${s3.endpoint}/bkt/key?x-id=PutObject`,
    headers: { "content-type": "text/plain", "x-amz-meta-a": "1" },
    body: "body",
  };
  const signed = sign(request, options);
  expect((await send(signed)).status).toBe(200);
  const headers = signed.headers as Readonly<Record<string, string>>;
  const mutations = [
    { ...signed, url: signed.url.replace("/key", "/kex") },
    { ...signed, url: signed.url.replace("PutObject", "PutObjecu") },
    { ...signed, method: "POST" },
    { ...signed, body: "bodx" },
    ...["host", "content-type", "x-amz-meta-a", "x-amz-date", "x-amz-content-sha256", "authorization"].map((name) => ({
      ...signed,
      headers: { ...headers, [name]: flipLastBit(headers[name] as string) },
    })),
    ...Object.keys(headers)
      .filter((name) => name !== "host") // without it no request is sent
      .map((name) => ({
        ...signed,
        headers: Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name)),
      })),
  ];
  for (const mutation of mutations) {
    const got = await send(mutation);
    expect([mutation, got.status >= 400 && got.status < 500]).toEqual([mutation, true]);
  }
  const presigned = presign({ method: "GET", url: `${s3.endpoint}/bkt/key` }, options).url;
  expect((await send({ method: "GET", url: presigned })).status).toBe(200);
  const query = presigned.indexOf("?") + 1;
  for (let index = presigned.indexOf("/bkt") + 1; index < presigned.length; index++) {
    const url = presigned.slice(0, index) + flipLastBit(presigned.charAt(index)) + presigned.slice(index + 1);
    const isValidUrl = /^[\x21-\x7e]*$/.test(url) && !url.slice(query).includes("#");
    if (isValidUrl) {
      const got = await send({ method: "GET", url });
      expect([url, got.status >= 400]).toEqual([url, true]);
    }
  }
});

function flipLastBit(text: string): string {
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1);
}
