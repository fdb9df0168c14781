import fc from "fast-check";
import { expect, test } from "vitest";
import { combineCrcs } from "./combine-crcs.js";
import { sumOf } from "./part-checksum.js";

const runs = Number(process.env["FUZZ_RUNS"] ?? 300);

test.each(["CRC32", "CRC32C", "CRC64NVME"] as const)("%s of parts is that of the whole", async (algorithm) => {
  const parts = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(parts, async (pieces) => {
      const summed = await Promise.all(
        pieces.map(async (piece) => ({ sum: await sumOf(algorithm, piece), size: piece.byteLength })),
      );
      expect(combineCrcs(algorithm, summed)).toEqual(await sumOf(algorithm, Buffer.concat(pieces)));
    }),
    { numRuns: runs },
  );
});

test.each(["CRC32", "CRC64NVME"] as const)("%s: sizes beyond 32 bits count", async (algorithm) => {
  const head = { sum: await sumOf(algorithm, Uint8Array.of(7)), size: 1 };
  let zeros = { sum: await sumOf(algorithm, Uint8Array.of(0)), size: 1 };
  while (zeros.size < 2 ** 34) {
    const half = zeros;
    zeros = { sum: combineCrcs(algorithm, [half, half]), size: 2 * half.size };
    // In one step as in two.
    expect(combineCrcs(algorithm, [head, zeros])).toEqual(combineCrcs(algorithm, [head, half, half]));
  }
});
