import { expect, test } from "vitest";
import { parsePending } from "./pending.js";

const presign = { kind: "special", group: "presign", service: "s3", name: "GetObject presign-1" } as const;

test.each<[entry: string, matches: boolean]>([
  ["special: Signing", true],
  ["special/presign: Signing", true],
  ["special/post: Signing", false],
  ["request: Signing", false],
  ["special service=s3: Signing", true],
  ["special service=sqs,s3: Signing", true],
  ["special service=sq*: Signing", false],
  ["special case=GetObject*: Signing", true],
  ["special case=*presign-2: Signing", false],
  ["special/presign service=s3 case=*-1: Signing", true],
])("%s", (entry, matches) => {
  const [parsed] = parsePending(`# comment\n\n${entry}\n`);
  expect(parsed?.reason).toBe("Signing");
  expect(parsed?.matches(presign)).toBe(matches);
});

test("a line that says no reason is refused", () => {
  expect(() => parsePending("special/presign")).toThrow('cannot read "special/presign"');
});
