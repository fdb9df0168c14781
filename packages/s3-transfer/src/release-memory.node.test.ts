import { expect, test } from "vitest";
import { releaseMemory } from "./release-memory.node.js";

test("pieces that have their memory to themselves give it back", () => {
  const pieces = [new Uint8Array(100_000), new Uint8Array(64).fill(1)];
  releaseMemory(pieces);
  expect(pieces.map(({ byteLength }) => byteLength)).toEqual([0, 0]);
});

test("pieces that share memory are left as they are", () => {
  const memory = new Uint8Array([1, 2, 3, 4]);
  releaseMemory([memory.subarray(1, 3)]);
  expect(memory).toEqual(new Uint8Array([1, 2, 3, 4]));
});
