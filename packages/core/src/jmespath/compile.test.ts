import { expect, test } from "vitest";
import { compile } from "./compile.js";
import { JmesPathError } from "./error.js";

const data = {
  name: "n",
  empty: "",
  zero: 0,
  flag: false,
  nothing: null,
  "two words": 1,
  nested: { deep: { value: 7 } },
  numbers: [3, 1, 2],
  texts: ["b", "a"],
  lists: [[1, 2], 3, [[4]], null],
  people: [
    { name: "Ann", age: 30, tags: ["x", "y"], boss: { name: "Zed" } },
    { name: "Bob", age: 20, tags: [] },
    { name: "Cid", age: 40, boss: { name: "Ann" } },
  ],
  byId: { a: { size: 1 }, b: { size: 2 }, c: {} },
};

const found: [expression: string, value: unknown][] = [
  ["@.name", "n"],
  ["missing.name", null],
  ["name.length", null],
  ["nested.deep.value", 7],
  ['"two words"', 1],
  ['nested."deep"."value"', 7],
  ["numbers[0]", 3],
  ["numbers[-1]", 2],
  ["numbers[9]", null],
  ["name[0]", null],
  ["numbers[1:]", [1, 2]],
  ["numbers[::-1]", [2, 1, 3]],
  ["numbers[-2:]", [1, 2]],
  ["numbers[:2]", [3, 1]],
  ["numbers[2:0:-1]", [2, 1]],
  ["name[1:]", null],
  ["people[*].name", ["Ann", "Bob", "Cid"]],
  ["people[*].boss.name", ["Zed", "Ann"]],
  ["people[].tags[]", ["x", "y"]],
  ["people[*].tags[]", ["x", "y"]],
  ["people[*].tags", [["x", "y"], []]],
  ["people.name", null],
  ["people[*] | [0].name", "Ann"],
  ["(people[*].name)[0]", "Ann"],
  ["people[*].name[0]", []],
  ["lists[]", [1, 2, 3, [4]]],
  ["lists[][]", [1, 2, 3, 4]],
  ["byId.*.size", [1, 2]],
  ["*.deep", [{ value: 7 }]],
  ["people[?age > `25`].name", ["Ann", "Cid"]],
  ["people[?boss].name", ["Ann", "Cid"]],
  ["people[?!boss].name", ["Bob"]],
  ["people[?name == 'Bob' || age >= `40`].age", [20, 40]],
  ["people[?tags && boss].name", ["Ann"]],
  ["people[?name < 'C'].name", ["Ann", "Bob"]],
  [
    "people[].[name, boss.name]",
    [
      ["Ann", "Zed"],
      ["Bob", null],
      ["Cid", "Ann"],
    ],
  ],
  ['people[1].{n: name, "b c": boss.name}', { n: "Bob", "b c": null }],
  ["missing.[name]", null],
  ["missing.{a: name}", null],
  ["empty || name", "n"],
  ["zero || name", 0],
  ["flag || empty", ""],
  ["name && zero", 0],
  ["empty && name", ""],
  ["!empty", true],
  ["!zero", false],
  ["missing == nothing", true],
  ["flag == `0`", false],
  ["numbers == `[3, 1, 2]`", true],
  ['nested == `{"deep": {"value": 7}}`', true],
  ['nested != `{"deep": {"value": 8}}`', true],
  ["name < zero", null],
  ["flag < zero", null],
  ["'raw \\'quoted\\''", "raw 'quoted'"],
  ['`"a\\`b"`', "a`b"],
  ["`old style`", "old style"],
  ['`[1, {"a": null}]`', [1, { a: null }]],
];

test.each(found)("%s finds %j", (expression, value) => {
  expect(compile(expression)(data)).toEqual(value);
});

const calls: [expression: string, value: unknown][] = [
  ["abs(`-2`)", 2],
  ["avg(numbers)", 2],
  ["avg(`[]`)", null],
  ["ceil(`1.2`)", 2],
  ["contains(name, 'n')", true],
  ["contains(numbers, `2`)", true],
  ["contains(numbers, '2')", false],
  ["ends_with(name, 'x')", false],
  ["floor(`1.8`)", 1],
  ["join('-', texts)", "b-a"],
  ["keys(byId)", ["a", "b", "c"]],
  ["length(name)", 1],
  ["length('aé😀')", 3],
  ["length(byId)", 3],
  ["length(people)", 3],
  ["map(&age, people)", [30, 20, 40]],
  ["map(&boss.name, people)", ["Zed", null, "Ann"]],
  ["max(numbers)", 3],
  ["max(texts)", "b"],
  ["max(`[]`)", null],
  ["max_by(people, &age).name", "Cid"],
  ['merge(nested, `{"deep": 1, "x": 2}`)', { deep: 1, x: 2 }],
  ["min(numbers)", 1],
  ["min_by(people, &age).name", "Bob"],
  ["not_null(missing, nothing, name)", "n"],
  ["not_null(missing)", null],
  ["reverse(numbers)", [2, 1, 3]],
  ["reverse('abc')", "cba"],
  ["sort(texts)", ["a", "b"]],
  ["sort_by(people, &age)[*].name", ["Bob", "Ann", "Cid"]],
  ["starts_with(name, 'n')", true],
  ["sum(numbers)", 6],
  ["sum(`[]`)", 0],
  ["to_array(name)", ["n"]],
  ["to_array(numbers)", [3, 1, 2]],
  ["to_number('12.5e1')", 125],
  ["to_number('twelve')", null],
  ["to_number(flag)", null],
  ["to_string(name)", "n"],
  ["to_string(nested)", '{"deep":{"value":7}}'],
  ["type(@)", "object"],
  ["type(missing)", "null"],
  ["[type(name), type(flag), type(zero), type(numbers)]", ["string", "boolean", "number", "array"]],
  ["values(nested)", [{ value: 7 }]],
];

test.each(calls)("%s gives %j", (expression, value) => {
  expect(compile(expression)(data)).toEqual(value);
});

test("long integers compare and add with numbers", () => {
  const longs = { a: 2n, list: [1n, 2n, 3] };
  expect(compile("a == `2`")(longs)).toBe(true);
  expect(compile("a > `1`")(longs)).toBe(true);
  expect(compile("sum(list)")(longs)).toBe(6);
  expect(compile("max(list)")(longs)).toBe(3);
});

test("dates and bytes have no members", () => {
  const value = { at: new Date(0), bytes: new Uint8Array([1]) };
  expect(compile("[at.getTime, bytes.length, at == at, type(at)]")(value)).toEqual([null, null, true, null]);
});

test("what a prototype has is not found", () => {
  expect(compile("constructor")({})).toBeNull();
  expect(compile("toString")({ toString: undefined })).toBeNull();
});

test("a key named __proto__ is a key", () => {
  const made = compile('{"__proto__": name}')(data);
  expect(Object.hasOwn(made as object, "__proto__")).toBe(true);
});

test.each([
  ["", 1, "expected an expression"],
  ["a.", 3, 'expected a name, "*", "[" or "{"'],
  ["a[", 3, 'expected a number, ":" or "*"'],
  ["a[1", 4, 'expected "]"'],
  ["a[1:2:3:4]", 8, 'expected "]"'],
  ["a[::0]", 7, "a slice's step is not 0"],
  ["a b", 3, "expected the end"],
  ["a ~ b", 3, "expected a token"],
  ["a = b", 3, "expected a token"],
  ["(a", 3, 'expected ")"'],
  ["[a, ]", 5, "expected an expression"],
  ["{a b}", 4, 'expected ":"'],
  ["{1: b}", 2, "expected a key"],
  ['"a', 1, "expected a token"],
  ['"a"(b)', 4, "a function's name has no quotes"],
  ["guess(a)", 1, "expected a function of JMESPath"],
  ["length()", 1, "expected 1 arguments"],
  ["length(a, b)", 1, "expected 1 arguments"],
  ["merge()", 1, "expected at least 1 arguments"],
  ["sort_by(a, b)", 1, "expected &… where the function takes an expression"],
  ["length(&a)", 1, "expected &… where the function takes an expression"],
  ["&a", 1, "expected an expression"],
])("%j is refused at character %i", (expression, character, message) => {
  expect(() => compile(expression)).toThrow(JmesPathError);
  expect(() => compile(expression)).toThrow(`character ${character}: ${message}`);
});

test.each(["length(zero)", "length(missing)", "sum(texts)", "keys(numbers)", "join(name, numbers)", "sort(lists)"])(
  "%s is an error of the wrong type",
  (expression) => {
    expect(() => compile(expression)(data)).toThrow(JmesPathError);
  },
);

test("keys to sort by must be of one type", () => {
  expect(() => compile("sort_by(@, &k)")([{ k: 1 }, { k: "a" }])).toThrow(
    "JMESPath sort_by() takes number, not string",
  );
});
