import { expect, test } from "vitest";
import { braces, brackets, entry, flat, generic, group, print, union } from "./layout.js";

const long = (count: number): string[] => Array.from({ length: count }, (_, index) => `SomewhatLongName${index}`);

test("what fits stays on one line", () => {
  const layout = braces([entry("a", brackets(["1", "2"])), entry("b", braces([]))]);
  expect(print(layout)).toBe("{ a: [1, 2], b: {} }");
});

test("the column where it begins and what comes after it count", () => {
  const layout = group("call(", ["x".repeat(110)], ")");
  expect(print(layout, 0, 0, 4)).toBe(flat(layout));
  expect(print(layout, 0, 0, 5)).toBe(`call(\n  ${"x".repeat(110)},\n)`);
  expect(print(layout, 4, 10)).toBe(`call(\n      ${"x".repeat(110)},\n    )`);
});

test("braces break at each part, inner ones only where they must", () => {
  const layout = braces([entry("short", brackets(["1"])), entry("long", brackets(long(8)))]);
  expect(print(layout)).toBe(
    [
      "{",
      "  short: [1],",
      "  long: [",
      `    ${long(8).slice(0, 6).join(", ")},`,
      `    ${long(8).slice(6).join(", ")},`,
      "  ],",
      "}",
    ].join("\n"),
  );
});

test("no comma follows the last type argument, and a long union leads with its bars", () => {
  expect(print(generic("Operation", ['"s3"', union(long(9))]))).toBe(
    [
      "Operation<",
      '  "s3",',
      `  | ${long(9).slice(0, 5).join(" | ")}`,
      `  | ${long(9).slice(5).join(" | ")}`,
      ">",
    ].join("\n"),
  );
});

test("nothing that can be broken is longer than 120 columns", () => {
  const layout = braces([
    entry("a", group("call(", [brackets(long(40)), braces(long(20).map((x) => entry(x, "1")))], ")")),
  ]);
  for (const line of print(layout, 2).split("\n")) expect(line.length).toBeLessThanOrEqual(120);
});
