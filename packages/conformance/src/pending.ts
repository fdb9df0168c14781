import type { TestCase } from "./test-case.js";

/** What waits for a later issue. */
export interface PendingEntry {
  /** The line, as it stands in the file. */
  readonly text: string;
  readonly reason: string;
  matches(test: Pick<TestCase, "kind" | "group" | "service" | "name">): boolean;
}

/**
 * Reads `pending.txt`: one entry a line, `<kind>[/<group>] [service=<pattern>] [case=<pattern>]: <title of the issue>`.
 * In patterns `*` stands for anything; several are joined with commas. Lines that begin with `#` are comments.
 */
export function parsePending(text: string): PendingEntry[] {
  return text.split("\n").flatMap((line) => {
    const entry = line.trim();
    return entry === "" || entry.startsWith("#") ? [] : [parseEntry(entry)];
  });
}

function parseEntry(text: string): PendingEntry {
  const [, selector, reason] = /^(.+?): (.+)$/.exec(text) ?? [];
  const [what, ...filters] = selector?.split(/\s+/) ?? [];
  if (what === undefined || reason === undefined) throw new Error(`pending.txt: cannot read "${text}".`);
  const [kind, group] = what.split("/");
  const patterns = new Map(filters.map((filter) => filter.split("=") as [string, string]));
  const isMeant = (name: string, value: string): boolean => {
    const pattern = patterns.get(name);
    return pattern === undefined || pattern.split(",").some((one) => isMatch(one, value));
  };
  return {
    text,
    reason,
    matches: (test) =>
      test.kind === kind &&
      (group === undefined || test.group === group) &&
      isMeant("service", test.service) &&
      isMeant("case", test.name),
  };
}

function isMatch(pattern: string, value: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(value);
}
