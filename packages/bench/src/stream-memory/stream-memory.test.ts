import { expect, test } from "vitest";
import { measureStreamMemory } from "./measure-stream-memory.js";

test("what goes up and down in streams is not kept: 32 MB go through 8", { timeout: 120_000 }, async () => {
  const amounts = { bytes: 1e6, rounds: 1, warmUpBytes: 8e6, heldBytes: 32e6 };
  const measured = await measureStreamMemory(amounts);
  const kept = measured.filter(({ heldMb }) => heldMb > 8);
  expect(measured).toHaveLength(9);
  expect(kept).toEqual([]);
});
