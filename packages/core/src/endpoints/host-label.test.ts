import { expect, test } from "vitest";
import { isIpv4, isValidHostLabel, isVirtualHostableS3Bucket } from "./host-label.js";

const labels: [value: string | undefined, alone: boolean, withSubDomains: boolean][] = [
  ["us-east-1", true, true],
  ["A1", true, true],
  ["a".repeat(63), true, true],
  ["a".repeat(64), false, false],
  ["-a", false, false],
  ["a-", false, false],
  ["a_b", false, false],
  ["a.b", false, true],
  ["a..b", false, false],
  ["a.b\n", false, false],
  ["", false, false],
  [undefined, false, false],
];

test.each(labels)("isValidHostLabel of %j is %j alone and %j with subdomains", (value, alone, withSubDomains) => {
  expect(isValidHostLabel(value, false)).toBe(alone);
  expect(isValidHostLabel(value, true)).toBe(withSubDomains);
});

const buckets: [value: string | undefined, alone: boolean, withSubDomains: boolean][] = [
  ["bucket", true, true],
  ["my.bucket", false, true],
  ["Bucket", false, false],
  ["ab", false, false],
  ["192.168.0.1", false, false],
  ["999.999.0.1", false, false],
  ["192.168.0", false, true],
  [undefined, false, false],
];

test.each(buckets)("bucket %j stands in a host: %j alone, %j with subdomains", (value, alone, withSubDomains) => {
  expect(isVirtualHostableS3Bucket(value, false)).toBe(alone);
  expect(isVirtualHostableS3Bucket(value, true)).toBe(withSubDomains);
});

test("an IPv4 address is four groups of digits", () => {
  expect(["127.0.0.1", "999.0.0.1", "1.2.3", "1.2.3.4.5", "a.2.3.4"].map(isIpv4)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
