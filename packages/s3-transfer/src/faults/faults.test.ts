import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faults } from "./faults.js";
import { runState } from "./run-state.js";
import { states } from "./states.js";

const page = fileURLToPath(new URL("../../../../docs/transfers.md", import.meta.url));
const outcomes = new Map<string, string[]>();
const escaped: unknown[] = [];
const hear = (error: unknown): void => void escaped.push(error);

beforeAll(() => void process.on("unhandledRejection", hear).on("uncaughtExceptionMonitor", hear));
afterAll(() => void process.off("unhandledRejection", hear).off("uncaughtExceptionMonitor", hear));

for (const once of [true, false]) {
  describe(titleOf(once), () => {
    test.each(faults)("$name", { timeout: 60_000 }, async (fault) => {
      const row: string[] = [];
      for (const state of states) {
        const { text, left } = await runState(fault, state, once);
        expect({ state: state.title, text, left }).toEqual({
          state: state.title,
          text: expect.not.stringMatching(/^hangs|^TypeError/),
          left: [],
        });
        row.push(text);
      }
      await new Promise((resolve) => setImmediate(resolve));
      expect(escaped).toEqual([]);
      outcomes.set(`${titleOf(once)}: ${fault.name}`, row);
    });
  });
}

test("docs/transfers.md says what this suite finds", () => {
  const before = readFileSync(page, "utf8");
  const [start, end] = ["<!-- faults -->", "<!-- /faults -->"];
  const from = before.indexOf(start) + start.length;
  const tables = [true, false].map((once) => `${titleOf(once)}:\n\n${tableOf(once)}`).join("\n\n");
  const now = `${before.slice(0, from)}\n\n${tables}\n\n${before.slice(before.indexOf(end))}`;
  if (process.env["INIA_WRITE_FAULTS"] === "1") writeFileSync(page, now);
  else expect(before, "docs/transfers.md is out of date: `npm run faults` rewrites it").toBe(now);
});

function titleOf(once: boolean): string {
  return once ? "To one request" : "To each such request, its retries included";
}

/** Aligned as the formatter aligns it. */
function tableOf(once: boolean): string {
  const header = ["fault", ...states.map(({ title }) => title)];
  const rows = faults.map(({ name }) => [name, ...(outcomes.get(`${titleOf(once)}: ${name}`) ?? [])]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
