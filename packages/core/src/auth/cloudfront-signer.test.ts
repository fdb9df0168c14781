import { constants, createPublicKey, createSign, createVerify, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { CloudFrontSigner } from "./cloudfront-signer.js";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signer = new CloudFrontSigner("KEYID", (message) => createSign("SHA1").update(message).sign(privateKey));
const dateLessThan = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 999));
const url = "https://d111111abcdef8.cloudfront.net/film.mp4";

function verifies(policy: string, signature: string): boolean {
  const bytes = Buffer.from(signature.replaceAll("-", "+").replaceAll("_", "=").replaceAll("~", "/"), "base64");
  const key = {
    key: createPublicKey(publicKey.export({ type: "spki", format: "pem" })),
    padding: constants.RSA_PKCS1_PADDING,
  };
  return createVerify("SHA1").update(policy).verify(key, bytes);
}

test("a canned policy is not in the URL, but signed", async () => {
  const signed = new URL(await signer.generatePresignedUrl(`${url}?size=large`, { dateLessThan }));
  expect([...signed.searchParams.keys()]).toEqual(["size", "Expires", "Signature", "Key-Pair-Id"]);
  expect(signed.searchParams.get("Expires")).toBe("1767323045");
  const policy = `{"Statement":[{"Resource":"${url}?size=large","Condition":{"DateLessThan":{"AWS:EpochTime":1767323045}}}]}`;
  expect(verifies(policy, signed.searchParams.get("Signature")!)).toBe(true);
});

test("a policy of one's own is in the URL, in CloudFront's alphabet", async () => {
  const policy = signer.buildPolicy({
    resource: "https://d111111abcdef8.cloudfront.net/é*",
    dateLessThan,
    dateGreaterThan: new Date(0),
    ipAddress: "192.0.2.1",
  });
  expect(policy).toBe(
    '{"Statement":[{"Resource":"https://d111111abcdef8.cloudfront.net/\\u00e9*","Condition":{' +
      '"DateLessThan":{"AWS:EpochTime":1767323045},"IpAddress":{"AWS:SourceIp":"192.0.2.1/32"},' +
      '"DateGreaterThan":{"AWS:EpochTime":0}}}]}',
  );
  const signed = await signer.generatePresignedUrl(url, { policy });
  const [, encoded, signature] = /\?Policy=([\w~-]+)&Signature=([\w~-]+)&Key-Pair-Id=KEYID$/.exec(signed)!;
  expect(Buffer.from(encoded!.replaceAll("_", ""), "base64").toString()).toBe(policy);
  expect(verifies(policy, signature!)).toBe(true);
});

test("a range of addresses stays what it is", () => {
  const policy = signer.buildPolicy({ resource: url, dateLessThan, ipAddress: "192.0.2.0/24" });
  expect(policy).toContain('"AWS:SourceIp":"192.0.2.0/24"');
});

test("cookies hold the same", async () => {
  const canned = await signer.generateSignedCookies(url, { dateLessThan });
  expect(Object.keys(canned)).toEqual(["CloudFront-Expires", "CloudFront-Signature", "CloudFront-Key-Pair-Id"]);
  const own = await signer.generateSignedCookies(url, { policy: "{}" });
  expect(own).toMatchObject({ "CloudFront-Policy": "e30_", "CloudFront-Key-Pair-Id": "KEYID" });
});

test("a signer may take its time, and shows no key", async () => {
  const slow = new CloudFrontSigner("KEYID", async () => Uint8Array.of(251, 255, 190));
  expect(await slow.generatePresignedUrl(url, { policy: "{}" })).toBe(
    `${url}?Policy=e30_&Signature=-~--&Key-Pair-Id=KEYID`,
  );
  expect(JSON.stringify(slow)).toBe('{"keyId":"KEYID"}');
});
