import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const cli = fileURLToPath(new URL("../dist/random-inputs/cli.js", import.meta.url));

/** Gives what was printed; failures make it reject, and what they are is in the message. */
async function run(...given: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(process.execPath, [cli, ...given], { maxBuffer: 1 << 28 })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${stdout}${stderr}`, { cause: error });
  }
}

/**
 * Free but for what endpoint rules and customizations refuse (`random-inputs/constraints.ts`). `RANDOM_RUNS` is how
 * many inputs an operation gets, `RANDOM_SEED` leads to others.
 */
test("inputs that models allow are serialised and signed, for all operations of all services", async () => {
  const { RANDOM_RUNS: runs = "1", RANDOM_SEED: seed = "20260102" } = process.env;
  const shares = ["0/2", "1/2"].map((share) => run("--share", share, "--runs", runs, "--seed", seed));
  const counts = (await Promise.all(shares)).map((output) =>
    Number(/^(\d+) calls, 0 operations failed\n$/.exec(output)?.[1]),
  );
  expect(counts[0]! + counts[1]!).toBeGreaterThanOrEqual(18_993);
}, 3_600_000);
