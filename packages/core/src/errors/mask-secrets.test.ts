import { expect, test } from "vitest";
import { maskSecrets } from "./mask-secrets.js";

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
