import fc from "fast-check";
import { expect, test } from "vitest";
import { interpretEndpoint } from "../../endpoints/interpret.js";
import { lowerRuleSet } from "./endpoint-rules.js";

type Condition = { fn: string; argv: unknown[]; assign?: string };
type Rule =
  | { type: "tree"; conditions: Condition[]; rules: Rule[] }
  | { type: "endpoint"; conditions: Condition[]; endpoint: { url: string } };
type Values = Readonly<Record<string, unknown>>;

/** Rules as they are written, evaluated one by one: what lowering must not change. */
function evaluate(rules: readonly Rule[], values: Values): string | undefined {
  for (const rule of rules) {
    const scope: Record<string, unknown> = { ...values };
    if (!rule.conditions.every((condition) => holds(condition, scope))) continue;
    const found = rule.type === "tree" ? evaluate(rule.rules, scope) : fill(rule.endpoint.url, scope);
    if (found !== undefined) return found;
  }
  return undefined;
}

function holds({ fn, argv, assign }: Condition, scope: Record<string, unknown>): boolean {
  const result = call(
    fn,
    argv.map((argument) => argumentOf(argument, scope)),
  );
  if (assign !== undefined) scope[assign] = result;
  return result !== false && result !== undefined;
}

function argumentOf(argument: unknown, scope: Values): unknown {
  if (typeof argument !== "object" || argument === null) return argument;
  if ("ref" in argument) return scope[String(argument.ref)];
  const { fn, argv } = argument as Condition;
  return call(
    fn,
    argv.map((inner) => argumentOf(inner, scope)),
  );
}

function call(fn: string, [one, other, stop]: readonly unknown[]): unknown {
  switch (fn) {
    case "isSet":
      return one !== undefined;
    case "not":
      return !one;
    case "substring":
      return typeof one === "string" && one.length >= Number(stop) ? one.slice(Number(other), Number(stop)) : undefined;
    default:
      return one === other;
  }
}

function fill(url: string, scope: Values): string {
  return url.replace(/\{(\w+)\}/g, (_, name: string) => String(scope[name]));
}

const booleans = fc.constantFrom("A", "B", "C").map((name) => ({ ref: name }));
const condition = fc.oneof(
  fc.record({ fn: fc.constant("booleanEquals"), argv: fc.tuple(booleans, fc.boolean()) }),
  fc.record({
    fn: fc.constant("not"),
    argv: fc.tuple(fc.record({ fn: fc.constant("isSet"), argv: fc.tuple(fc.constant({ ref: "Text" })) })),
  }),
  fc.record({ fn: fc.constant("isSet"), argv: fc.tuple(fc.constantFrom({ ref: "Text" }, { ref: "Maybe" })) }),
  fc.record({ fn: fc.constant("booleanEquals"), argv: fc.tuple(fc.constant({ ref: "Maybe" }), fc.boolean()) }),
  fc.record({
    fn: fc.constant("stringEquals"),
    argv: fc.tuple(fc.constant({ ref: "Text" }), fc.constantFrom("ab", "abc")),
  }),
) as fc.Arbitrary<Condition>;

/** A condition that assigns may come first; what it assigns can be read behind it. */
const conditions = fc
  .tuple(fc.option(fc.constantFrom(1, 2, 3), { nil: undefined }), fc.array(condition, { maxLength: 3 }), fc.boolean())
  .map(([stop, plain, isRead]): Condition[] => {
    if (stop === undefined) return plain;
    const cut = { fn: "substring", argv: [{ ref: "Text" }, 0, stop], assign: "Start" };
    const read = { fn: "stringEquals", argv: [{ ref: "Start" }, "ab"] };
    return [cut, ...(isRead ? [read] : []), ...plain];
  });

const { rules } = fc.letrec<{ rules: Rule[]; rule: Rule }>((tie) => ({
  rules: fc.array(tie("rule"), { minLength: 1, maxLength: 4 }),
  rule: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.record({
      type: fc.constant("endpoint" as const),
      conditions,
      endpoint: fc.record({ url: fc.constantFrom("https://x", "https://x-fips", "https://y.z", "https://y.b.z") }),
    }),
    fc.record({
      type: fc.constant("tree" as const),
      conditions: fc.array(condition, { maxLength: 2 }),
      rules: tie("rules"),
    }),
  ),
}));

const parameters = {
  A: { type: "boolean", required: true, default: false },
  B: { type: "boolean", required: true, default: false },
  C: { type: "boolean", required: true, default: false },
  Maybe: { type: "boolean" },
  Text: { type: "string" },
};

const values = fc.record({
  A: fc.boolean(),
  B: fc.boolean(),
  C: fc.boolean(),
  Maybe: fc.option(fc.boolean(), { nil: undefined }),
  Text: fc.constantFrom(undefined, "", "a", "ab", "abc"),
});

test("lowered rules decide as the rules do one by one", () => {
  fc.assert(
    fc.property(rules, fc.array(values, { minLength: 8, maxLength: 8 }), (generated, inputs) => {
      const withStop = JSON.parse(JSON.stringify(generated), (key, value) =>
        key === "argv" && value.length === 3 ? [...value, false] : value,
      );
      const resolve = interpretEndpoint(lowerRuleSet({ parameters, rules: withStop }));
      for (const input of inputs) {
        const expected = evaluate(generated, input);
        if (expected === undefined) expect(() => resolve(input)).toThrow("No endpoint found");
        else expect(resolve(input).url).toBe(expected);
      }
    }),
    { numRuns: 500 },
  );
});
