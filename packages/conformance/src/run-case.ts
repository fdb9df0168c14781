import { type AcceptedDifference, acceptedDifferences } from "./accepted-differences.js";
import { type Difference, differ, type MapPair } from "./compare.js";
import type { Attempt, TestCase } from "./test-case.js";

/** How a case ended. */
export interface Outcome {
  readonly difference: Difference | undefined;
  /** Names of the accepted differences that it passed by. */
  readonly rules: readonly string[];
}

/** Runs a case as it stands, then, where that fails, with the accepted differences of its kind. */
export async function runCase(test: TestCase): Promise<Outcome> {
  const used = new Set<string>();
  const rules = acceptedDifferences.filter(({ kinds }) => kinds.includes(test.kind));
  const attempt: Attempt = { mapPair: pairMapper(rules, used), client: test.row?.client ?? {} };
  const difference = await runSafely(test, attempt);
  if (difference === undefined) return { difference, rules: [...used] };
  for (const { name, client } of rules) {
    const settings = test.row === undefined ? undefined : client?.(test.row);
    if (settings === undefined) continue;
    if ((await runSafely(test, { ...attempt, client: settings })) === undefined) {
      return { difference: undefined, rules: [...used, name] };
    }
  }
  return { difference, rules: [] };
}

function pairMapper(rules: readonly AcceptedDifference[], used: Set<string>): MapPair {
  return (expected, actual, where) => {
    for (const { name, pair } of rules) {
      const mapped = pair?.(expected, actual, where);
      if (mapped === undefined) continue;
      used.add(name);
      return mapped;
    }
    return undefined;
  };
}

/** What a suite itself stumbles over is a failure of the case. */
async function runSafely(test: TestCase, attempt: Attempt): Promise<Difference | undefined> {
  try {
    return await test.run(attempt);
  } catch (error) {
    return { ...differ("<suite>", "a run", error), actual: (error as Error).stack ?? String(error) };
  }
}
