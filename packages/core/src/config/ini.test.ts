import { expect, test } from "vitest";
import { parseIni } from "./ini.js";

/** Sections as plain objects. */
function read(...lines: string[]): Record<string, Record<string, string>> {
  return Object.fromEntries(
    [...parseIni(lines.join("\n"), "the-file")].map(([name, options]) => [
      name,
      Object.fromEntries([...options].map(([option, { text }]) => [option, text])),
    ]),
  );
}

test.each<[rule: string, lines: string[], expected: Record<string, Record<string, string>>]>([
  ["names of options are lower case, those of sections are not", ["[A]", "Region = EU"], { A: { region: "EU" } }],
  ["the first of = and : separates", ["[a]", "k : v = w", "l=m:n"], { a: { k: "v = w", l: "m:n" } }],
  ["values are stripped", ["[a]", "k =\t v \t"], { a: { k: "v" } }],
  ["there are no comments at the end of a line", ["[a]", "region = x # y"], { a: { region: "x # y" } }],
  ["# and ; begin comment lines, indented ones too", ["[a]", "# x = 1", "  ; y = 2", "k = v"], { a: { k: "v" } }],
  ["an indented line continues the value", ["[a]", "k = v", "  w", "l = m"], { a: { k: "v\nw", l: "m" } }],
  ["a comment does not interrupt a value", ["[a]", "k = v", "  w", "# c", "  x"], { a: { k: "v\nw\nx" } }],
  ["an empty line within a value is kept", ["[a]", "k = v", "", "  w"], { a: { k: "v\n\nw" } }],
  ["empty lines after a value are not", ["[a]", "k = v", "", ""], { a: { k: "v" } }],
  ["what follows ] is ignored", ["[a] # not a comment", "k = v"], { a: { k: "v" } }],
  ["the last ] ends the name", ["[a]b]", "k = v"], { "a]b": { k: "v" } }],
  ["[DEFAULT] supplies every section", ["[DEFAULT]", "k = d", "l = d", "[a]", "k = v"], { a: { k: "v", l: "d" } }],
  ["[DEFAULT] may stand there twice", ["[DEFAULT]", "k = d", "[DEFAULT]", "l = e", "[a]"], { a: { k: "d", l: "e" } }],
  ["an indented section is one", ["[a]", "  [b]", "  k = v"], { a: {}, b: { k: "v" } }],
  ["a no-break space is white space, U+FEFF is not", ["[a]", "k =\u00a0\ufeffv\u00a0"], { a: { k: "\ufeffv" } }],
  [
    "names of Object's own properties are names",
    ["[__proto__]", "constructor = v"],
    { ["__proto__"]: { constructor: "v" } },
  ],
])("%s", (_rule, lines, expected) => {
  expect(read(...lines)).toEqual(expected);
});

test("lines end with \\n, \\r\\n or \\r", () => {
  expect(read("[a]\r\nk = v\rl = m\nn = o")).toEqual({ a: { k: "v", l: "m", n: "o" } });
});

test.each<[problem: string, lines: string[], message: RegExp]>([
  ["a line before the first section", ["", "k = v"], /the-file, line 2: a section .* is expected/],
  ["a byte order mark", ["\ufeff[a]"], /the-file, line 1: the file begins with a byte order mark/],
  ["a line without a separator", ["[a]", "k = v", "nonsense"], /the-file, line 3: "name = value" expected/],
  ["a value without a name", ["[a]", "= v"], /the-file, line 2: a name is expected before "="/],
  ["a section that is there twice", ["[a]", "[b]", "[a]"], /the-file, line 3: section \[a\] is there twice/],
  ["an option that is there twice", ["[a]", "k = 1", "K = 2"], /the-file, line 3: "k" is there twice in section \[a\]/],
])("%s is an error that names file and line", (_problem, lines, message) => {
  expect(() => read(...lines)).toThrow(
    expect.objectContaining({ name: "ConfigParseError", message: expect.stringMatching(message) }),
  );
});

test("an error does not show the line, which may hold a secret", () => {
  expect(() => read("[a]", "aws_secret_access_key wJalrXUtnFEMI")).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("wJalrXUtnFEMI") }),
  );
});
