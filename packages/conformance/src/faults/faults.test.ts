import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { faultedCalls } from "./calls.js";
import { faultPage } from "./fault-page.js";
import { faultGroups } from "./faults.js";
import { type FaultResult, runFault } from "./run-fault.js";

const page = fileURLToPath(new URL("../../../../docs/faults.md", import.meta.url));
const results = new Map<string, FaultResult[]>();

for (const { title, faults } of faultGroups) {
  describe(title, () => {
    test.each(faults)(
      "$name",
      async (fault) => {
        const row: FaultResult[] = [];
        for (const call of faultedCalls) {
          const result = await runFault(fault, call, false);
          row.push(result);
          expect(result, call.title).toMatchObject({ left: [], outcome: expect.not.stringMatching(/^hangs|Error: /) });
          const isTriedAgain = result.attempts > 1 && !result.isOk;
          if (!isTriedAgain || !(fault.react || fault.accept)) continue;
          // What is tried again is well when the fault has passed.
          const passing = await runFault(fault, call, true);
          expect(passing, `${call.title}, once`).toMatchObject({ left: [], outcome: "ok, attempt 2" });
        }
        results.set(`${title}: ${fault.name}`, row);
      },
      30_000,
    );
  });
}

test("docs/faults.md says what this suite finds", () => {
  const before = readFileSync(page, "utf8");
  const now = faultPage(before, (title, fault) => results.get(`${title}: ${fault}`)!);
  if (process.env["INIA_WRITE_FAULTS"] === "1") writeFileSync(page, now);
  else expect(before, "docs/faults.md is out of date: `npm run faults` rewrites it").toBe(now);
});
