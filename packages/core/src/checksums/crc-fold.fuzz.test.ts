import { crc32 } from "node:zlib";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import type { IncrementalHash } from "../hash/incremental-hash.js";
import { foldCrc32c, foldCrc64Nvme } from "./crc-fold.node.js";
import { distances } from "./crc-fold-program.js";
import { createCrc32 as createWebCrc32 } from "./crc32.web.js";
import { createCrc32c } from "./crc32c.js";
import { createCrc64Nvme } from "./crc64nvme.js";

const numRuns = 300;

/** Without folding every byte goes through tables, as in browsers. */
const never = (): undefined => undefined;

const crcs = [
  { name: "crc32c", create: createCrc32c, fold: foldCrc32c, bits: 32n, polynomial: 0x82f63b78n },
  { name: "crc64nvme", create: createCrc64Nvme, fold: foldCrc64Nvme, bits: 64n, polynomial: 0x9a6c9329ac4bc9b5n },
] as const;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test.each(crcs)("$name: the polynomial divides the sum of its distances and 1", ({ name, bits, polynomial }) => {
  const one = 1n << (bits - 1n);
  let power = one;
  let sum = one;
  for (let exponent = 1; exponent <= Math.max(...distances[name]); exponent++) {
    // Division by x of reflected bits: the way back from `(power >> 1) ^ (power & 1 ? polynomial : 0)`.
    power = power & one ? ((power ^ polynomial) << 1n) | 1n : power << 1n;
    if ((distances[name] as readonly number[]).includes(exponent)) sum ^= power;
  }
  expect(sum).toBe(0n);
});

test.each(crcs)("$name: tables give what division bit by bit gives", ({ create, bits, polynomial }) => {
  for (let length = 0; length <= 64; length++) {
    const bytes = pseudoRandom(length, length + 1);
    expect(hex(sumOf(create(never), [bytes]))).toBe(bitByBit(bytes, bits, polynomial));
  }
});

test.each(crcs)("$name: long pieces are folded, short ones are not", ({ fold }) => {
  expect(fold!(pseudoRandom(1_000_000, 1), 1, 2)!.length).toBeLessThan(4000);
  expect(fold!(pseudoRandom(1024, 1), 1, 2)).toBeUndefined();
});

test.each(crcs)("$name: folded or not, whole or cut, at any place in memory, it is the same", ({ create }) => {
  fc.assert(
    fc.property(message, ({ bytes, cuts }) => {
      const byTables = hex(sumOf(create(never), [bytes]));
      expect(hex(sumOf(create(), [bytes]))).toBe(byTables);
      expect(hex(sumOf(create(), cutAt(bytes, cuts)))).toBe(byTables);
    }),
    { numRuns },
  );
});

test("crc32: tables give what zlib gives", () => {
  fc.assert(
    fc.property(message, ({ bytes, cuts }) => {
      expect(hex(sumOf(createWebCrc32(), cutAt(bytes, cuts)))).toBe(crc32(bytes).toString(16).padStart(8, "0"));
    }),
    { numRuns },
  );
});

test.each([
  ["no WebAssembly", undefined],
  ["WebAssembly without vectors", { ...WebAssembly, Memory: WebAssembly.Memory, Module: refusingModule }],
])("with %s the tables do it", async (_, webAssembly) => {
  const bytes = pseudoRandom(100_000, 3);
  vi.stubGlobal("WebAssembly", webAssembly);
  vi.resetModules();
  const fresh = await import("./crc-fold.node.js");
  expect(fresh.foldCrc32c!(bytes, 0, 0)).toBeUndefined();
  const crc32c = createCrc32c(fresh.foldCrc32c);
  expect(hex(sumOf(crc32c, [bytes]))).toBe(hex(sumOf(createCrc32c(never), [bytes])));
});

test("two checksums that take turns do not disturb each other", () => {
  const pieces = [20_000, 70_000, 9000].map((length, index) => pseudoRandom(length, index));
  const [a, b] = [createCrc32c(), createCrc32c()];
  for (const piece of pieces) {
    a.update(piece);
    b.update(piece.toReversed());
  }
  expect(hex(a.digest())).toBe(hex(sumOf(createCrc32c(never), pieces)));
  expect(hex(b.digest())).toBe(
    hex(
      sumOf(
        createCrc32c(never),
        pieces.map((piece) => piece.toReversed()),
      ),
    ),
  );
});

/** A view at any offset into its buffer, so long that it may take several chunks, and places to cut it at. */
const message = fc
  .record({
    length: fc.oneof(fc.nat(64), fc.nat(20_000), fc.nat(300_000)),
    offset: fc.nat(17),
    seed: fc.nat(),
    cuts: fc.array(fc.nat(300_000), { maxLength: 3 }),
  })
  .map(({ length, offset, seed, cuts }) => ({ bytes: pseudoRandom(length + offset, seed).subarray(offset), cuts }));

function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  return places.slice(1).map((place, index) => bytes.subarray(places[index], place));
}

function sumOf(sum: IncrementalHash, pieces: readonly Uint8Array[]): Uint8Array {
  for (const piece of pieces) sum.update(piece);
  return sum.digest();
}

function bitByBit(bytes: Uint8Array, bits: bigint, polynomial: bigint): string {
  const ones = (1n << bits) - 1n;
  let register = ones;
  for (const byte of bytes) {
    register ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) register = (register >> 1n) ^ (register & 1n ? polynomial : 0n);
  }
  return (register ^ ones).toString(16).padStart(Number(bits) / 4, "0");
}

/** Xorshift. */
function pseudoRandom(length: number, seed: number): Uint8Array {
  let state = seed ^ 0x9e3779b9 || 1;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function refusingModule(): never {
  throw new WebAssembly.CompileError("no SIMD");
}
