import { expect, test } from "vitest";
import { type ChecksumCode, checksumCode } from "./checksum-code.js";

test.each<[trait: Parameters<typeof checksumCode>[0], code: ChecksumCode[]]>([
  [undefined, []],
  [{ required: 1 }, ["requestChecksums"]],
  [{ algorithmMember: "ChecksumAlgorithm" }, ["requestChecksums"]],
  [{ modeMember: "ChecksumMode", responseAlgorithms: ["CRC32"] }, ["responseChecksums"]],
  [{ required: 1, modeMember: "ChecksumMode" }, ["requestChecksums", "responseChecksums"]],
])("%j needs %j", (trait, code) => {
  expect(checksumCode(trait)).toEqual(code);
});
