import { expect, test } from "vitest";
import { type ChecksumAlgorithm, combineChecksums, startChecksum } from "./algorithms.js";

const digits = Buffer.from("123456789");

// The check values of the catalogue of CRC algorithms; SHA and MD5 of the same nine digits.
test.each<[ChecksumAlgorithm, string]>([
  ["CRC32", "cbf43926"],
  ["CRC32C", "e3069283"],
  ["CRC64NVME", "ae8b14860a799888"],
  ["SHA1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
  ["SHA256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"],
  ["MD5", "25f9e794323b453885f5181f1b624d0b"],
])("%s of 123456789", (algorithm, expected) => {
  const whole = startChecksum(algorithm);
  whole.update(digits);
  expect(whole.digest().toString("hex")).toBe(expected);
});

test.each<ChecksumAlgorithm>(["CRC32", "CRC32C", "CRC64NVME"])(
  "%s of pieces of any length is that of the whole",
  (algorithm) => {
    const bytes = Uint8Array.from({ length: 100 }, (_, index) => (index * 37) & 255);
    const whole = digestOf(algorithm, bytes);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const [first, last] = [bytes.subarray(0, cut), bytes.subarray(cut)];
      expect(digestOf(algorithm, first, last)).toEqual(whole);
      const parts = [first, last].map((part) => ({ digest: digestOf(algorithm, part), length: part.length }));
      expect(combineChecksums(algorithm, parts)).toEqual(whole);
    }
  },
);

test("hashes cannot be combined", () => {
  expect(combineChecksums("SHA256", [])).toBeUndefined();
});

function digestOf(algorithm: ChecksumAlgorithm, ...pieces: readonly Uint8Array[]): Buffer {
  const checksum = startChecksum(algorithm);
  for (const piece of pieces) {
    checksum.update(piece);
  }
  return checksum.digest();
}
