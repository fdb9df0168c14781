import { expect, test } from "vitest";
import { checksumFor, readAlgorithm } from "./checksum.js";
import type { ChecksumAlgorithm } from "./checksums.js";
import * as crc32Node from "./crc32.node.js";
import * as crc32Web from "./crc32.web.js";

// The check values of "123456789", from the catalogue of parametrised CRC algorithms and FIPS 180-4 implementations.
test.each<[ChecksumAlgorithm, string]>([
  ["crc32", "cbf43926"],
  ["crc32c", "e3069283"],
  ["crc64nvme", "ae8b14860a799888"],
  ["sha1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
  ["sha256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"],
  ["xxhash64", "8cb841db40e6ae83"],
])("%s has its published check value", async (algorithm, expected) => {
  expect(await checksum(algorithm, [digits])).toBe(expected);
});

test.each<ChecksumAlgorithm>(["crc32", "crc32c", "crc64nvme"])(
  "%s does not depend on how bytes are cut",
  async (name) => {
    const bytes = Uint8Array.from({ length: 200 }, (_, index) => (index * 73) % 251);
    const whole = await checksum(name, [bytes]);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(await checksum(name, [bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(whole);
    }
    expect(await checksum(name, [])).toMatch(/^0+$/);
  },
);

test("crc32 is the same on every platform", () => {
  for (let length = 0; length < 100; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 151) % 256);
    const [node, web] = [crc32Node.createCrc32(), crc32Web.createCrc32()];
    node.update(bytes);
    web.update(bytes);
    expect(web.digest()).toEqual(node.digest());
  }
});

test("an algorithm that is not known is refused by name", () => {
  expect(readAlgorithm("CRC32C")).toBe("crc32c");
  expect(() => readAlgorithm("MD5")).toThrow("Unsupported checksum algorithm: md5");
});

const digits = new TextEncoder().encode("123456789");

async function checksum(algorithm: ChecksumAlgorithm, parts: readonly Uint8Array[]): Promise<string> {
  const sum = await checksumFor(algorithm);
  for (const part of parts) sum.update(part);
  return Buffer.from(sum.digest()).toString("hex");
}
