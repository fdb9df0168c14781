import { expect, test } from "vitest";
import { NoAuthTokenError } from "../errors/credentials.js";
import type { HttpRequest } from "../http/message.js";
import { bearer } from "./bearer.js";
import { s3Sigv2, s3Sigv2Query } from "./s3-sigv2.js";
import type { SigningContext } from "./signer.js";
import { sigv2 } from "./sigv2.js";
import { sigv3 } from "./sigv3.js";
import { unsigned } from "./unsigned.js";

// The expected values were made by botocore 1.43.67.
test("SigV2 appends its parameters to the form, the signature last", () => {
  const request = post(
    "https://sdb.amazonaws.com/",
    "Action=BatchDeleteAttributes&Version=2009-04-15&DomainName=%F0%9F%A6%8A+fox&Items=",
  );
  sigv2.sign(request, credentials, context);
  expect(Buffer.from(request.body as Uint8Array).toString()).toBe(
    "Action=BatchDeleteAttributes&Version=2009-04-15&DomainName=%F0%9F%A6%8A+fox&Items=&AWSAccessKeyId=AKIDEXAMPLE" +
      "&SignatureVersion=2&SignatureMethod=HmacSHA256&Timestamp=2026-01-02T03%3A04%3A05Z" +
      "&Signature=brQmp%2FWK1HWv%2BlWTWqi%2FNJJO6BtOvLTjjU0MtG1EOsY%3D",
  );
});

test("signing with SigV2 again replaces the signature", () => {
  const request = post("https://sdb.amazonaws.com/", "Action=A");
  sigv2.sign(request, credentials, context);
  const once = request.body;
  sigv2.sign(request, credentials, context);
  expect(request.body).toEqual(once);
});

test("S3's old URL has the sub-resources in its signature", () => {
  const request: HttpRequest = {
    method: "GET",
    url:
      "https://b-1.s3.amazonaws.com/k?versionId=v%2B1%2F%3D" +
      "&response-content-disposition=attachment%3B%20filename%3D%22a%20b%2Bc.txt%22" +
      "&response-content-type=text%2Fplain%3B%20charset%3Dutf-8",
    headers: {},
  };
  const own = request.url;
  s3Sigv2Query.sign(request, credentials, { ...context, authPath: "/b-1/k" });
  expect(request.url).toBe(
    `${own}&AWSAccessKeyId=AKIDEXAMPLE&Signature=LGidvMnYhOT2gHzoI0QBeFAAHIY%3D&Expires=1767326645`,
  );
});

test("headers of S3 are moved into its old URL; those of the content stay, for who sends the body", () => {
  const request: HttpRequest = {
    method: "PUT",
    url: "https://b-1.s3.amazonaws.com/k",
    headers: { "Content-Type": "text/plain", "x-amz-meta-a": "b c" },
  };
  s3Sigv2Query.sign(request, { ...credentials, sessionToken: "token" }, { ...context, authPath: "/b-1/k" });
  expect(new URL(request.url).searchParams.get("x-amz-meta-a")).toBe("b c");
  expect(new URL(request.url).searchParams.get("x-amz-security-token")).toBe("token");
  expect(request.headers).toEqual({ "Content-Type": "text/plain" });
});

test.each([
  [{}, "PTgvAVlfkWVdyxeEWEsJ2GsAnuo="],
  [{ "x-amz-acl": "private", "Content-Type": "text/plain", "X-Amz-Meta-B": " b " }, "g15c4Oitnp/2QVzpgq0ZvDsFOjM="],
])("S3's old signature in a header covers the date, the token and %j", (headers, signature) => {
  const request: HttpRequest = { method: "PUT", url: "https://b.s3.amazonaws.com/k?uploads&x=1", headers };
  s3Sigv2.sign(request, { ...credentials, sessionToken: "token" }, { ...context, authPath: "/b/k" });
  expect(request.headers).toMatchObject({
    Date: "Fri, 02 Jan 2026 03:04:05 GMT",
    "x-amz-security-token": "token",
    Authorization: `AWS AKIDEXAMPLE:${signature}`,
  });
});

test("S3's old signature takes escapes and white space as Python does", () => {
  const url = "https://b.s3.amazonaws.com/k?versionId=%zz%ff";
  const request: HttpRequest = { method: "GET", url, headers: { "x-amz-meta-a": "\u0085v" } };
  s3Sigv2.sign(request, credentials, context);
  expect(request.headers["Authorization"]).toBe("AWS AKIDEXAMPLE:9fIuK1wZqqHA0RccBsMo9ycUMGU=");
});

test("SigV3 signs the date", () => {
  const request = post("https://h/", "");
  sigv3.sign(request, { ...credentials, sessionToken: "token" }, context);
  expect(request.headers).toEqual({
    Date: "Fri, 02 Jan 2026 03:04:05 GMT",
    "X-Amz-Security-Token": "token",
    "X-Amzn-Authorization":
      "AWS3-HTTPS AWSAccessKeyId=AKIDEXAMPLE,Algorithm=HmacSHA256,Signature=nGzAWd2KgSNK6W4bY1+Sl2BjXHTUu/wHUrzyBeyo5AY=",
  });
});

test("a bearer token replaces other authorisation, and must be there", () => {
  const request = post("https://h/", "");
  request.headers = { authorization: "old" };
  bearer.sign(request, { token: "t" }, context);
  expect(request.headers).toEqual({ Authorization: "Bearer t" });
  expect(() => bearer.sign(request, undefined, context)).toThrow(NoAuthTokenError);
  expect(() => bearer.sign(request, credentials, context)).toThrow(NoAuthTokenError);
});

test("an unsigned request stays as it is", () => {
  const request = post("https://h/", "");
  unsigned.sign(request, undefined, context);
  expect(request.headers).toEqual({});
});

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const context: SigningContext = { region: "us-east-1", signingName: "sdb", time: Date.UTC(2026, 0, 2, 3, 4, 5) };

function post(url: string, body: string): HttpRequest {
  return { method: "POST", url, headers: {}, body: Buffer.from(body) };
}
