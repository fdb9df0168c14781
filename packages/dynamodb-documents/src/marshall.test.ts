import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { Decimal } from "./decimal.js";
import { DocumentError } from "./document-error.js";
import { marshall, marshallValue } from "./marshall.js";
import { unmarshall, unmarshallValue } from "./unmarshall.js";

/** What has passed the compiler, whatever it is. */
type Known = Record<string, string>;

class Film {
  readonly title: string;
  constructor(title: string) {
    this.title = title;
  }
  get upper(): string {
    return this.title.toUpperCase();
  }
}

describe("values have DynamoDB's form", () => {
  test.each<[name: string, value: unknown, form: object]>([
    ["a text", "a", { S: "a" }],
    ["an empty text", "", { S: "" }],
    ["a number", -1.5, { N: "-1.5" }],
    ["minus zero", -0, { N: "0" }],
    ["a large number", 1e25, { N: "1e+25" }],
    ["the smallest number", 1e-130, { N: "1e-130" }],
    ["a bigint", 12345678901234567890n, { N: "12345678901234567890" }],
    ["a bigint of 38 digits and zeros", 10n ** 125n, { N: `1${"0".repeat(125)}` }],
    ["a decimal", new Decimal("0.10"), { N: "0.1" }],
    ["a boolean", false, { BOOL: false }],
    ["null", null, { NULL: true }],
    ["bytes", new Uint8Array([1]), { B: new Uint8Array([1]) }],
    ["a Buffer", Buffer.from("a"), { B: Buffer.from("a") }],
    ["a list", ["a", [1]], { L: [{ S: "a" }, { L: [{ N: "1" }] }] }],
    ["a map", { a: { b: 1, c: undefined } }, { M: { a: { M: { b: { N: "1" } } } } }],
    ["a map without prototype", Object.assign(Object.create(null), { a: 1 }), { M: { a: { N: "1" } } }],
    [
      "a Map",
      new Map<string, unknown>([
        ["a", 1],
        ["b", undefined],
      ]),
      { M: { a: { N: "1" } } },
    ],
    ["an instance of a class", new Film("Alien"), { M: { title: { S: "Alien" } } }],
    ["a set of texts", new Set(["a", "b"]), { SS: ["a", "b"] }],
    ["a set of numbers of all kinds", new Set([1, 2n, new Decimal("3.5")]), { NS: ["1", "2", "3.5"] }],
    ["a set of bytes", new Set([new Uint8Array([1])]), { BS: [new Uint8Array([1])] }],
    [
      "what another realm made",
      runInNewContext("({ a: new Set([1]), c: { d: new Map([['e', 1n]]) } })"),
      { M: { a: { NS: ["1"] }, c: { M: { d: { M: { e: { N: "1" } } } } } } },
    ],
  ])("%s", (_, value, form) => {
    expect(marshallValue(value as string)).toEqual(form);
  });
});

describe("what DynamoDB cannot hold is refused with its path", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  test.each<[name: string, item: unknown, path: string, message: RegExp]>([
    ["undefined in a list", { cast: [{ name: "a" }, undefined] }, "cast[1]", /undefined has no place in a list/],
    ["a hole in a list", { cast: Object.assign([], { 1: "b" }) }, "cast[0]", /undefined/],
    ["undefined in a set", { tags: new Set([undefined]) }, "tags", /undefined/],
    ["an empty set", { a: { tags: new Set() } }, "a.tags", /empty/],
    ["a mixed set", { tags: new Set(["a", 1]) }, "tags", /texts only/],
    ["a set of lists", { tags: new Set([[]]) }, "tags", /texts only/],
    ["NaN", { "a b": [0, Number.NaN] }, '["a b"][1]', /NaN/],
    ["infinity", { a: Number.NEGATIVE_INFINITY }, "a", /Infinity/],
    ["a number that is too large", { a: 1e126 }, "a", /between/],
    ["a number that is too small", { a: 1e-131 }, "a", /between/],
    ["a bigint of 39 digits", { a: [10n ** 38n + 1n] }, "a[0]", /at most 38 significant digits, and this has 39/],
    ["a bigint that is too large", { a: 10n ** 126n }, "a", /between/],
    ["a Date", { a: { made: new Date(0) } }, "a.made", /toISOString/],
    ["a function", { a: () => 1 }, "a", /function/],
    ["a symbol", { a: Symbol("s") }, "a", /symbol/],
    ["a promise", { a: Promise.resolve(1) }, "a", /Promise/],
    ["an ArrayBuffer", { a: new ArrayBuffer(1) }, "a", /Uint8Array/],
    ["other typed arrays", { a: new Float64Array(1) }, "a", /Float64Array/],
    ["an Error", { a: new Error("x") }, "a", /Error/],
    ["a Map with other keys", { a: new Map([[1, 1]]) }, "a", /keys of a Map/],
    ["what holds itself", cyclic, "self.self.self.self.self.self.self.self", /holds itself/],
    ["an item that is a list", [1], "", /an item is an object/],
    ["a name of any letters", { größe: { ["__proto__"]: Number.NaN } }, "größe.__proto__", /NaN/],
  ])("%s", (_, item, path, message) => {
    const error = caught(() => marshall(item as Known));
    expect(error).toBeInstanceOf(DocumentError);
    expect(error).toMatchObject({ name: "DocumentError", code: "DocumentError", path });
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message.startsWith(path)).toBe(true);
  });

  test("values are not told", () => {
    const error = caught(() => marshall({ card: [{ number: 4_929_123_412_341_234n * 10n ** 30n + 1n }] }));
    expect(String(error)).not.toContain("4929");
  });
});

describe("values are read", () => {
  test.each<[digits: string, value: number | bigint]>([
    ["1", 1],
    ["-0.5", -0.5],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["-9007199254740993", -9007199254740993n],
    ["1E+20", 10n ** 20n],
    ["1.25E+20", 125n * 10n ** 18n],
    ["9007199254740993.5", 9007199254740994],
    ["0.12345678901234567890", 0.12345678901234568],
    ["1E-130", 1e-130],
  ])("the number %s", (digits, value) => {
    expect(unmarshallValue({ N: digits })).toBe(value);
  });

  test("in maps, lists and sets, with members that are not set passed over", () => {
    expect(
      unmarshall({
        a: { M: { b: { L: [{ S: "x" }, { NULL: true }, { BOOL: false }] } } },
        texts: { SS: ["a"] },
        numbers: { NS: ["1", "9007199254740993"] },
        bytes: { BS: [new Uint8Array([1])] },
        sparse: { S: undefined, N: "1" },
      }),
    ).toEqual({
      a: { b: ["x", null, false] },
      texts: new Set(["a"]),
      numbers: new Set([1, 9007199254740993n]),
      bytes: new Set([new Uint8Array([1])]),
      sparse: 1,
    });
  });

  test("numbers as asked for", () => {
    const item = { a: { N: "1.50" }, s: { NS: ["1E+2"] }, l: { L: [{ N: "3" }] } };
    expect(unmarshall(item, { numbers: "decimal" })).toEqual({
      a: new Decimal("1.5"),
      s: new Set([new Decimal("100")]),
      l: [new Decimal("3")],
    });
    expect(unmarshall(item, { numbers: (digits) => `=${digits}` })).toEqual({
      a: "=1.50",
      s: new Set(["=1E+2"]),
      l: ["=3"],
    });
  });

  test("a name is only a name", () => {
    const item = unmarshall(JSON.parse('{"__proto__":{"M":{"polluted":{"BOOL":true}}},"constructor":{"S":"c"}}'));
    expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
    expect(Object.keys(item)).toEqual(["__proto__", "constructor"]);
    expect((item as { polluted?: unknown }).polluted).toBeUndefined();
    expect(marshall(item as Known)).toEqual(
      JSON.parse('{"__proto__":{"M":{"polluted":{"BOOL":true}}},"constructor":{"S":"c"}}'),
    );
  });

  test("a type that is not known is told", () => {
    expect(() => unmarshallValue({ X: "1" } as object)).toThrow("a value of the type X cannot be read");
    expect(() => unmarshallValue({})).toThrow("a value has no type");
  });
});

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}
