import type { EndpointExpression, EndpointStatement } from "../../endpoints/lowered.js";
import { keyOf } from "./endpoint-rules-inspect.js";

type Returned = Extract<EndpointStatement, { kind: "endpoint" }>;
export type Part = string | EndpointExpression;

/** Joins neighbours that do the same: `if a X; if b X` becomes `if a or b X`. */
export function joinConditions(statements: readonly EndpointStatement[]): readonly EndpointStatement[] {
  const joined: EndpointStatement[] = [];
  for (const statement of statements) {
    const inner = "then" in statement ? { ...statement, then: joinConditions(statement.then) } : statement;
    const previous = joined.at(-1);
    const both = previous && joinTests(previous, inner);
    if (both) joined[joined.length - 1] = both;
    else joined.push(inner);
  }
  return joined;
}

function joinTests(first: EndpointStatement, second: EndpointStatement): EndpointStatement | undefined {
  if (first.kind !== "if" || second.kind !== "if" || first.tests.length !== 1 || second.tests.length !== 1)
    return undefined;
  if (JSON.stringify(first.then) !== JSON.stringify(second.then)) return undefined;
  const either = [...first.tests, ...second.tests].flatMap((test) =>
    test.kind === "call" && test.function === "or" ? test.arguments : [test],
  );
  const test: EndpointExpression = {
    kind: "call",
    function: "or",
    arguments: either,
    type: { of: "boolean", optional: false },
  };
  return { ...first, tests: [test] };
}

/**
 * Joins endpoints that differ by an insertion: `if (fips) return "a-fips.b"; return "a.b"` becomes
 * `return "a" + (fips ? "-fips" : "") + ".b"`.
 */
export function joinEndpoints(statements: readonly EndpointStatement[]): readonly EndpointStatement[] {
  const joined = statements.map((statement) =>
    "then" in statement ? { ...statement, then: joinEndpoints(statement.then) } : statement,
  );
  for (;;) {
    const [last, before] = [joined.at(-1), joined.at(-2)];
    if (last?.kind !== "endpoint" || before?.kind !== "if") return joined;
    const [test, ...others] = before.tests;
    const [only, ...more] = before.then;
    if (test === undefined || others.length > 0 || only?.kind !== "endpoint" || more.length > 0) return joined;
    const both = join(test, only, last);
    if (both === undefined) return joined;
    joined.splice(-2, 2, both);
  }
}

function join(test: EndpointExpression, then: Returned, otherwise: Returned): Returned | undefined {
  if (keyOf(then.properties) !== keyOf(otherwise.properties)) return undefined;
  if (keyOf(then.headers) !== keyOf(otherwise.headers)) return undefined;
  const one = partsOf(then.url);
  const other = partsOf(otherwise.url);
  const start = countWhile(one, other, (list, index) => list[index]);
  const end = countWhile(one.slice(start), other.slice(start), (list, index) => list[list.length - 1 - index]);
  const inserted = textOf(one.slice(start, one.length - end));
  const left = textOf(other.slice(start, other.length - end));
  if (inserted === "" && left === "") return otherwise;
  if (inserted === undefined || left === undefined || (inserted !== "" && left !== "")) return undefined;
  const choice: EndpointExpression = {
    kind: "call",
    function: "ite",
    arguments: [test, { kind: "literal", value: inserted }, { kind: "literal", value: left }],
    type: { of: "string", optional: false },
  };
  const parts = [...one.slice(0, start), choice, ...one.slice(one.length - end)];
  return { ...then, url: { kind: "template", parts: compact(parts) } };
}

/** The parts of a URL, its text character by character. */
export function partsOf(url: EndpointExpression): readonly Part[] {
  if (url.kind === "literal") return [...String(url.value)];
  if (url.kind !== "template") return [url];
  return url.parts.flatMap((part): readonly Part[] => (typeof part === "string" ? [...part] : [part]));
}

export function countWhile(
  one: readonly Part[],
  other: readonly Part[],
  at: (list: readonly Part[], index: number) => Part | undefined,
): number {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && isSame(at(one, count)!, at(other, count)!)) count++;
  return count;
}

function isSame(one: Part, other: Part): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  return keyOf(one) === keyOf(other);
}

function textOf(parts: readonly Part[]): string | undefined {
  return parts.every((part) => typeof part === "string") ? parts.join("") : undefined;
}

export function compact(parts: readonly Part[]): readonly Part[] {
  const compacted: Part[] = [];
  for (const part of parts) {
    const last = compacted.at(-1);
    if (typeof part === "string" && typeof last === "string") compacted[compacted.length - 1] = last + part;
    else compacted.push(part);
  }
  return compacted;
}
