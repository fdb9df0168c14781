import { expect, test } from "vitest";
import { maskQuoted, maskSecrets, secretNames } from "./mask-secrets.js";

test.each([
  ['{"SecretAccessKey":"wJalr","Name":"a"', '{"SecretAccessKey":***,"Name":"a"'],
  ['{"accessToken": "abc\\"def", "n": 1}', '{"accessToken": ***, "n": 1}'],
  ['{"Password":"cut of', '{"Password":***'],
  ["<SessionToken>abc</SessionToken><Arn>arn</Arn>", "<SessionToken>***</SessionToken><Arn>arn</Arn>"],
  ["<ns:SecretString>abc", "<ns:SecretString>***"],
  ["plain text", "plain text"],
])("%s is shown as %s", (text, shown) => {
  expect(maskSecrets(text)).toBe(shown);
});

test.each([
  ["x-amz-security-token:abc/+=\nhost:a", "x-amz-security-token:***\nhost:a"],
  ["GET /?X-Amz-Credential=AKID%2F2020&X-Amz-Signature=abc&a=b", "GET /?X-Amz-Credential=***&X-Amz-Signature=***&a=b"],
  ["Credential=AKID/2020/s3, SignedHeaders=host, Signature=abc", "Credential=***, SignedHeaders=host, Signature=***"],
  ["x-amz-server-side-encryption-customer-key: abc=", "x-amz-server-side-encryption-customer-key: ***"],
  ["Authorization: Bearer abc.def", "Authorization: Bearer ***"],
  ["The provided token has expired.", "The provided token has expired."],
  ["Signature expired: 20260101T000000Z is now", "Signature expired: 20260101T000000Z is now"],
  ["the signature we calculated, Credential should be", "the signature we calculated, Credential should be"],
])("of a message that quotes %s remains %s", (message, shown) => {
  expect(maskQuoted(message)).toBe(shown);
});

test("a long message is gone through in one go", () => {
  expect(maskQuoted("a-".repeat(200_000))).toHaveLength(400_000);
});

test.each(["Token-0", "AWSAccessKeyId", "StringToSign", "CanonicalRequestBytes", "x-amz-copy-source-customer-key"])(
  "%s names a secret",
  (name) => {
    expect(secretNames.test(name)).toBe(true);
  },
);

test.each(["Key", "BucketName", "Condition", "x-amz-content-sha256", "X-Amz-SignedHeaders", "HostId"])(
  "%s names none",
  (name) => {
    expect(secretNames.test(name)).toBe(false);
  },
);
