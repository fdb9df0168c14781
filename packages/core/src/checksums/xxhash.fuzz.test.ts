import fc from "fast-check";
import { expect, test } from "vitest";
import type { IncrementalHash } from "../hash/incremental-hash.js";
import { createXxHash3, createXxHash128 } from "./xxh3.js";
import { createXxHash64 } from "./xxhash.js";
import { type MixBlocks, mixXxHash64 } from "./xxhash-programs.js";

/** Without WebAssembly all is done with BigInt. */
const never: MixBlocks = () => false;

test.each([
  ["xxhash64", createXxHash64],
  ["xxhash3", createXxHash3],
  ["xxhash128", createXxHash128],
])("%s: by WebAssembly or not, whole or cut, it is the same", (_, create) => {
  fc.assert(
    fc.property(message, ({ bytes, cut }) => {
      const byBigInt = hashOf(create(never), [bytes]);
      expect(hashOf(create(), [bytes])).toBe(byBigInt);
      expect(hashOf(create(), [bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(byBigInt);
    }),
    { numRuns: 60 },
  );
});

test("long pieces are mixed by WebAssembly", () => {
  const lanes = new BigUint64Array(4);
  expect(mixXxHash64(lanes, new Uint8Array(200_000).fill(1))).toBe(true);
  expect(lanes.every((lane) => lane !== 0n)).toBe(true);
});

const message = fc
  .record({ length: fc.oneof(fc.nat(300), fc.nat(9000), fc.nat(150_000)), offset: fc.nat(9), cut: fc.nat(150_000) })
  .map(({ length, offset, cut }) => ({
    bytes: Uint8Array.from({ length: length + offset }, (_, index) => (index * index * 31) >> 3).subarray(offset),
    cut,
  }));

function hashOf(hash: IncrementalHash, pieces: readonly Uint8Array[]): string {
  for (const piece of pieces) hash.update(piece);
  return Buffer.from(hash.digest()).toString("hex");
}
