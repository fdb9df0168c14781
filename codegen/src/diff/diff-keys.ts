import type { Change, Difference, Subject } from "./change.js";

type Named<Value> = Readonly<Record<string, Value>>;

/** A thing that only one side has is new, or gone: what was there is missed by whoever used it. */
export function added(subject: Subject, name: string, details: readonly string[] = []): Change {
  return { subject, kind: "added", name, bump: "minor", details };
}

export function removed(subject: Subject, name: string, details: readonly string[] = []): Change {
  return { subject, kind: "removed", name, bump: "major", details };
}

/** Goes through two objects by name: what is new, what is gone, and, by `compare`, what both have. */
export function diffNamed<Value>(
  before: Named<Value> = {},
  after: Named<Value> = {},
  judge: {
    readonly added: (name: string, value: Value) => readonly Change[];
    readonly removed: (name: string, value: Value) => readonly Change[];
    readonly both: (name: string, before: Value, after: Value) => readonly Change[];
  },
): Change[] {
  const changes: Change[] = [];
  for (const [name, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    changes.push(...(old === undefined ? judge.added(name, value) : judge.both(name, old, value)));
  }
  for (const [name, value] of Object.entries(before)) {
    if (!Object.hasOwn(after, name)) changes.push(...judge.removed(name, value));
  }
  return changes;
}

/** Differences of all traits of two objects but the ones named: what they change on the wire or in the docs. */
export function diffTraits(before: object, after: object, except: ReadonlySet<string>): Difference[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const [old, value] = [before, after].map((traits) => (traits as Record<string, unknown>)[key]);
    if (except.has(key) || isSame(old, value)) return [];
    if (deprecations.has(key)) return diffDeprecation(key, value);
    return [{ bump: "patch" as const, text: `${key}: ${show(old)} → ${show(value)}` }];
  });
}

/** Equal as JSON, whatever the order of keys. */
export function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after)) return false;
  const keys = Object.keys(before);
  return (
    keys.length === Object.keys(after).length &&
    keys.every((key) => Object.hasOwn(after, key) && isSame(before[key], after[key]))
  );
}

/** A value in a line of text: `none` for nothing, and what is long cut short. */
export function show(value: unknown): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" && !/[`\s]/.test(value) && value !== "" ? value : JSON.stringify(value);
  return `\`${text.length > 80 ? `${text.slice(0, 77)}…` : text}\``;
}

// Whoever used it may go on: a release that deprecates is a minor one. (semver.org, FAQ)
function diffDeprecation(key: string, value: unknown): Difference[] {
  if (key !== "deprecated") return [{ bump: "patch", text: `${key}: ${show(value)}` }];
  return [{ bump: "minor", text: value === true ? "deprecated" : "no longer deprecated" }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

const deprecations = new Set(["deprecated", "deprecatedMessage", "deprecatedSince"]);
