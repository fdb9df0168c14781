import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createHttpHandler } from "@inia/core/http";
import { startFaultServer } from "@inia/local-aws";
import { describe, expect, test } from "vitest";
import { faultedCalls } from "./calls.js";
import { faultPage } from "./fault-page.js";
import { type Fault, faultGroups } from "./faults.js";
import { type FaultResult, runFault, settled } from "./run-fault.js";
import { watchTimers } from "./watch-timers.js";

const page = fileURLToPath(new URL("../../../../docs/faults.md", import.meta.url));
const results = new Map<string, FaultResult[]>();

for (const { title, faults } of faultGroups) {
  describe(title, () => {
    test.each(faults)("$name", { timeout: 30_000 }, async (fault: Fault) => {
      results.set(`${title}: ${fault.name}`, await runRow(fault));
    });
  });
}

test("docs/faults.md says what this suite finds", () => {
  const before = readFileSync(page, "utf8");
  const now = faultPage(before, (title, fault) => results.get(`${title}: ${fault}`)!);
  if (process.env["INIA_WRITE_FAULTS"] === "1") writeFileSync(page, now);
  else expect(before, "docs/faults.md is out of date: `npm run faults` rewrites it").toBe(now);
});

test("the watch for timers sees one that runs", async () => {
  const timers = watchTimers();
  await using server = await startFaultServer({ react() {} });
  const handler = createHttpHandler();
  const abort = new AbortController();
  const options = { readTimeoutMs: 60_000, signal: abort.signal };
  const sent = handler.send({ method: "GET", url: `http://127.0.0.1:${server.port}/`, headers: {} }, options);
  await expect.poll(() => server.requests).toBe(1);
  expect(timers.left()).toBe(1);
  abort.abort("enough");
  await expect(sent).rejects.toBe("enough");
  expect(timers.left()).toBe(0);
  timers.stop();
  handler.close();
});

async function runRow(fault: Fault): Promise<FaultResult[]> {
  const timers = watchTimers();
  const row = await Promise.all(faultedCalls.map((call) => runFault(fault, call, false)));
  for (const [index, result] of row.entries()) {
    expect(result, faultedCalls[index]!.title).toMatchObject({
      left: [],
      outcome: expect.not.stringMatching(/^hangs|Error: /),
    });
  }
  // Whoever set a limit learns which one it was.
  for (const { limits, message } of row) {
    for (const limit of limits) expect(message).toContain(limit === "signal" ? "The caller has had enough." : limit);
  }
  // What is tried again is well when the fault has passed.
  const again = faultedCalls.filter((_, index) => row[index]!.attempts > 1 && !row[index]!.isOk);
  const passing = fault.react || fault.accept ? again : [];
  for (const result of await Promise.all(passing.map((call) => runFault(fault, call, true)))) {
    expect(result).toMatchObject({ left: [], outcome: "ok, attempt 2" });
  }
  expect(await settled(() => (timers.left() > 0 ? [`${timers.left()} timers`] : []))).toEqual([]);
  timers.stop();
  return row;
}
