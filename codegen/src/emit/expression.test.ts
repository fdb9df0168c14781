import * as jmespath from "@inia/core/generated/jmespath";
import { interpretJmesPath, lowerJmesPath } from "@inia/core/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { printExpression, usesJmesPath } from "./expression.js";

const printed: [expression: string, text: string][] = [
  ["NextToken", "page.NextToken"],
  ["A.B.C", "page.A?.B?.C"],
  ['A."b-c"', 'page.A?.["b-c"]'],
  ["Jobs[-1].Id", "jmespath.at(page.Jobs, -1)?.Id"],
  ["NextMarker || Last", "jmespath.or(page.NextMarker, () => page.Last)"],
  ["Items[].Id", "jmespath.project(jmespath.flatten(page.Items), (item) => item?.Id)"],
  ["Items[*].Id", "jmespath.project(page.Items, (item) => item?.Id)"],
  ["Map.*.Id", "jmespath.project(jmespath.valuesOf(page.Map), (item) => item?.Id)"],
  ["length(Items) == `0`", "jmespath.length(page.Items) === 0"],
  ["Status != 'A' && Status != 'B'", 'page.Status !== "A" && page.Status !== "B"'],
  ["A == B", "jmespath.equals(page.A, page.B)"],
  [
    "Items[?!(Kind == 'x' && N == M)]",
    'jmespath.project(jmespath.filter(page.Items, (item) => !(item?.Kind === "x" && jmespath.equals(item?.N, item?.M))))',
  ],
  ["[A, length(B) > `1`]", "[page.A ?? null, jmespath.length(page.B) > 1]"],
  ["{a: A}", "({ a: page.A ?? null })"],
  ["keys(Items)", "jmespath.keys(page.Items)"],
];

test.each(printed)("%s is printed as a person would write it", (expression, text) => {
  expect(printExpression(expression, "page", "here")).toBe(`(page) => ${text}`);
});

test("the parameter may have a type", () => {
  expect(printExpression("Keys", "input: GetInput", "here")).toBe("(input: GetInput) => input.Keys");
});

test("helpers are imported where they are called", () => {
  expect(usesJmesPath(printExpression("A.B", "page", "here"))).toBe(false);
  expect(usesJmesPath(printExpression("A[].B", "page", "here"))).toBe(true);
});

test("what cannot be compiled is refused with its place", () => {
  const print = () => printExpression("A[", "page", "models/x/paginators-1.json#/pagination/List");
  expect(print).toThrow('models/x/paginators-1.json#/pagination/List: JMESPath "A[", character 3: expected a number');
});

const names = fc.constantFrom("a", "b", "c", '"d e"');
const literals = fc.constantFrom("`0`", "`1`", "`null`", "`true`", "'x'", "`[1, 2]`", '`{"a": 1}`', "@");
const operators = fc.constantFrom("==", "!=", "<", ">=", "&&", "||", "|");
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie("expression");
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(names, names, literals),
      fc.tuple(inner, names).map(([left, name]) => `${left}.${name}`),
      fc
        .tuple(inner, fc.constantFrom("[0]", "[-1]", "[*]", "[]", "[1:]", "[::-1]", ".*"))
        .map((parts) => parts.join("")),
      fc.tuple(inner, inner, names).map(([list, filter, name]) => `${list}[?${filter}].${name}`),
      fc.tuple(inner, operators, inner).map((parts) => `(${parts.join(" ")})`),
      inner.map((value) => `!${value}`),
      fc.tuple(inner, inner, inner).map(([of, one, other]) => `${of}.[${one}, ${other}]`),
      fc.tuple(inner, inner).map(([one, other]) => `{x: ${one}, "y z": ${other}}`),
      fc
        .tuple(fc.constantFrom("length", "keys", "values", "not_null", "to_array", "type"), inner)
        .map(([f, of]) => `${f}(${of})`),
      fc.tuple(fc.constantFrom("sort_by", "max_by"), inner, inner).map(([f, of, by]) => `${f}(${of}, &${by})`),
      fc.tuple(inner, inner).map(([each, of]) => `map(&${each}, ${of})`),
    ),
  };
});
const { data } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, false, 0, 1, 2, "", "x", "y"),
    fc.array(tie("data"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "d e"), tie("data"), { maxKeys: 4 }),
  ),
}));

test("printed functions find what interpreted expressions find", () => {
  fc.assert(
    fc.property(expression, fc.array(data, { minLength: 3, maxLength: 3 }), (text, values) => {
      const make = new Function("jmespath", `return ${printExpression(text, "page", "here")}`);
      const compiled: (page: unknown) => unknown = make(jmespath);
      const interpreted = interpretJmesPath(lowerJmesPath(text, "here"));
      for (const value of values) {
        if (value === null) continue;
        expect(outcome(() => compiled(value))).toEqual(outcome(() => interpreted(value)));
      }
    }),
    { numRuns: 2000 },
  );
});

function outcome(run: () => unknown): unknown {
  try {
    return { found: run() ?? null };
  } catch (error) {
    return (error as Error).name;
  }
}
