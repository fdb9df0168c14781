import { expect, test } from "vitest";
import type { SigningContext } from "../auth/signer.js";
import { s3Sigv4Query } from "../auth/sigv4-query.js";
import { NoCredentialsError } from "../errors/credentials.js";
import { policyJson } from "./policy-json.js";
import { s3ExpressPost, s3Sigv2Post, s3Sigv4Post } from "./post-signers.js";
import { presignPost } from "./presign-post.js";
import { presignRequest } from "./presign-request.js";

test("a presigned request tells what else its sender must send", async () => {
  const presigned = await presignRequest(
    { method: "PUT", url: "https://b.s3.amazonaws.com/k", headers: { "Content-Type": "image/png", "User-Agent": "u" } },
    credentials,
    { ...context, expiresIn: 60 },
    s3Sigv4Query,
  );
  expect(presigned.method).toBe("PUT");
  expect(presigned.headers).toEqual({ "Content-Type": "image/png" });
  expect(presigned.url).toContain("X-Amz-SignedHeaders=content-type%3Bhost&");
  expect(presigned.expiresAt).toEqual(new Date(context.time + 60_000));
});

test("it ends with the credentials, should they end before", async () => {
  const expiration = new Date(context.time + 5_000);
  const request = { method: "GET", url: "https://b.s3.amazonaws.com/k", headers: {} };
  const presigned = await presignRequest(request, { ...credentials, expiration }, context, s3Sigv4Query);
  expect(presigned.expiresAt).toEqual(expiration);
});

// The two forms and their signatures were made by botocore 1.43.67.
test("a form with SigV4 is botocore's", () => {
  const post = presignPost(
    "https://s3.amazonaws.com/dotted.bucket",
    {
      bucket: "dotted.bucket",
      key: "naïve 日本",
      fields: { "x-amz-meta-a": "b c" },
      conditions: [{ "x-amz-meta-a": "b c" }],
      expiresIn: 600,
    },
    credentials,
    context,
    s3Sigv4Post,
  );
  expect(Object.keys(post.fields)).toEqual([
    "x-amz-meta-a",
    "key",
    "x-amz-algorithm",
    "x-amz-credential",
    "x-amz-date",
    "policy",
    "x-amz-signature",
  ]);
  expect(post.fields["x-amz-signature"]).toBe("ef2977dc39b3325384644df9fdd6118263c430bd578d51d26b554e34a8fd97bf");
});

test("a form with the old signature is botocore's", () => {
  const rules = { bucket: "plain-bucket", key: "key", expiresIn: 600 };
  const post = presignPost("https://plain-bucket.s3.amazonaws.com/", rules, credentials, context, s3Sigv2Post);
  expect(post.fields).toEqual({
    key: "key",
    AWSAccessKeyId: "AKIDEXAMPLE",
    policy:
      "eyJleHBpcmF0aW9uIjogIjIwMjYtMDEtMDJUMDM6MTQ6MDVaIiwgImNvbmRpdGlvbnMiOiBbeyJidWNrZXQiOiAicGxhaW4tYnVja2V0In0sIHsia2V5IjogImtleSJ9XX0=",
    signature: "G1+z83qSq/7WhL0tAARZJyftc1Q=",
  });
});

test("a key that ends with the file's name is a condition on its beginning", () => {
  const rules = { bucket: "b", key: "up/${filename}", conditions: [["content-length-range", 1, 10]] as const };
  const post = presignPost("https://b.s3.amazonaws.com/", rules, credentials, context, s3Sigv4Post);
  expect(policyOf(post).conditions.slice(0, 3)).toEqual([
    ["content-length-range", 1, 10],
    { bucket: "b" },
    ["starts-with", "$key", "up/"],
  ]);
  expect(post.fields["key"]).toBe("up/${filename}");
});

test("session tokens are fields that the policy allows, each version's by its name", () => {
  const identity = { ...credentials, sessionToken: "token" };
  for (const [signer, name] of [
    [s3Sigv4Post, "x-amz-security-token"],
    [s3Sigv2Post, "x-amz-security-token"],
    [s3ExpressPost, "X-Amz-S3session-Token"],
  ] as const) {
    const post = presignPost("https://b/", { bucket: "b", key: "k" }, identity, context, signer);
    expect(post.fields[name]).toBe("token");
    expect(policyOf(post).conditions).toContainEqual({ [name]: "token" });
  }
});

test("the caller's fields and conditions stay as they are", () => {
  const rules = Object.freeze({
    bucket: "b",
    key: "k",
    fields: Object.freeze({ acl: "private" }),
    conditions: Object.freeze([]),
  });
  expect(presignPost("https://b/", rules, credentials, context, s3Sigv4Post).fields["acl"]).toBe("private");
});

test("no form without credentials", () => {
  const rules = { bucket: "b", key: "k" };
  expect(() => presignPost("https://b/", rules, undefined, context, s3Sigv4Post)).toThrow(NoCredentialsError);
});

test("policies are written as Python writes JSON", () => {
  expect(policyJson({ a: ["é🦊", 1, '"\n\u007f'], b: {} })).toBe(
    '{"a": ["\\u00e9\\ud83e\\udd8a", 1, "\\"\\n\\u007f"], "b": {}}',
  );
});

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const context: SigningContext = { region: "us-east-1", signingName: "s3", time: Date.UTC(2026, 0, 2, 3, 4, 5) };

function policyOf(post: { readonly fields: Readonly<Record<string, string>> }): { conditions: unknown[] } {
  return JSON.parse(Buffer.from(post.fields["policy"]!, "base64").toString());
}
