import { expect, test } from "vitest";
import type { HttpRequest } from "../http/message.js";
import type { SigningContext } from "./signer.js";
import { s3ExpressQuery, s3Sigv4Query, sigv4Query } from "./sigv4-query.js";

test("signs AWS's published example of a presigned URL", () => {
  const request: HttpRequest = { method: "GET", url: "https://examplebucket.s3.amazonaws.com/test.txt", headers: {} };
  const time = Date.UTC(2013, 4, 24);
  s3Sigv4Query.sign(request, credentials, { region: "us-east-1", signingName: "s3", time, expiresIn: 86_400 });
  expect(request.url).toBe(
    "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
      "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z" +
      "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host" +
      "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
  );
});

test("the operation's own parameters come first, in their order", () => {
  const request: HttpRequest = { method: "GET", url: "https://h/k?versionId=v%2B1&a=1&acl", headers: {} };
  s3Sigv4Query.sign(request, credentials, context);
  expect(request.url).toMatch(/^https:\/\/h\/k\?versionId=v%2B1&a=1&acl=&X-Amz-Algorithm=/);
  expect(request.url).toMatch(/&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=[0-9a-f]{64}$/);
});

test("escapes that are none stay, and bytes that are no UTF-8 are replaced, as in Python", () => {
  const request: HttpRequest = { method: "GET", url: "https://h/k?a=%ff%41&b=%zz&c=%C3x", headers: {} };
  s3Sigv4Query.sign(request, credentials, context);
  expect(request.url).toMatch(/^https:\/\/h\/k\?a=%EF%BF%BDA&b=%25zz&c=%EF%BF%BDx&X-Amz-Algorithm=/);
});

test("a form moves into the query, with its content type", () => {
  const request: HttpRequest = {
    method: "POST",
    url: "https://sts.amazonaws.com/",
    headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: Buffer.from("Action=GetUser&Name=a+b%2Bc&Empty="),
  };
  sigv4Query.sign(request, credentials, context);
  expect(request.url).toContain("?Action=GetUser&Name=a%20b%2Bc&Empty=&X-Amz-Algorithm");
  expect(request.body).toBeUndefined();
  expect(request.headers).toEqual({});
});

test("the members of a JSON body move into the query, a list by repeating its name", () => {
  const request: HttpRequest = {
    method: "POST",
    url: "https://polly.us-east-1.amazonaws.com/v1/speech",
    headers: { "X-Amz-Target": "T" },
    body: Buffer.from(JSON.stringify({ Text: "é", Names: ["a", "b"], Count: 2, Flag: true })),
  };
  sigv4Query.sign(request, credentials, context);
  expect(request.url).toContain("/v1/speech?Text=%C3%A9&Names=a&Names=b&Count=2&Flag=True&X-Amz-Algorithm");
  expect(request.url).toContain("X-Amz-SignedHeaders=host%3Bx-amz-target");
});

test("session tokens go last but one, S3 Express's by its own name", () => {
  const identity = { ...credentials, sessionToken: "t/+=" };
  const [plain, express]: HttpRequest[] = [0, 1].map(() => ({ method: "GET", url: "https://h/k", headers: {} }));
  s3Sigv4Query.sign(plain!, identity, context);
  s3ExpressQuery.sign(express!, identity, context);
  expect(plain!.url).toMatch(/&X-Amz-Security-Token=t%2F%2B%3D&X-Amz-Signature=\w+$/);
  expect(express!.url).toMatch(/&X-Amz-S3session-Token=t%2F%2B%3D&X-Amz-Signature=\w+$/);
});

const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const context: SigningContext = { region: "us-east-1", signingName: "s3", time: Date.UTC(2026, 0, 2, 3, 4, 5) };
