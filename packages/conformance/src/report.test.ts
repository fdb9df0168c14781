import { expect, test } from "vitest";
import type { AcceptedDifference } from "./accepted-differences.js";
import { failureLines, staleEntries } from "./report.js";
import { emptyResults } from "./results.js";

const rule: AcceptedDifference = { name: "odd", reason: "why", kinds: ["error"] };

test("a pending entry whose cases all pass is stale, and so is a rule that nothing needs", () => {
  const results = emptyResults();
  results.pending["special: Later"] = 0;
  results.pending["cbor: Later"] = 2;
  expect(staleEntries(results, [rule])).toEqual([
    'pending.txt: all cases of "special: Later" pass; remove the entry',
    'accepted-differences.ts: no case needs the rule "odd"; remove it',
  ]);
});

test("a rule is not judged while cases of its kinds wait", () => {
  const results = emptyResults();
  results.pending["error service=s3: Later"] = 1;
  expect(staleEntries(results, [rule])).toEqual([]);
  results.rules["odd"] = 1;
  expect(staleEntries(results, [rule])).toEqual([]);
});

test("few failures of a service are shown, unless all are asked for", () => {
  const difference = { where: ".a", expected: "1", actual: "2" };
  const failures = ["a", "b", "c"].map(
    (name) => ({ kind: "request", group: undefined, service: "s3", name, difference }) as const,
  );
  expect(failureLines(failures, false).at(-1)).toBe("… and 1 more (--verbose shows all)");
  expect(failureLines(failures, true).at(-4)).toBe("request s3 c");
});
