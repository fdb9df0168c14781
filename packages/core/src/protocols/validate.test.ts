import { describe, expect, test } from "vitest";
import { ParamValidationError } from "../errors/call.js";
import {
  BOOLEAN,
  DOUBLE,
  HEADER,
  HOST_LABEL,
  INTEGER,
  LONG,
  type MemberCode,
  NONEMPTY,
  PAYLOAD,
  REQUIRED,
  type Schema,
  SENSITIVE,
  STREAMING,
  STRING,
} from "../schema/codes.js";
import { readSchema } from "../schema/read.js";
import { blob$ } from "./blob.js";
import { document$ } from "./document.js";
import { jsonValue$ } from "./json-value.js";
import { timestamp$ } from "./timestamp.js";
import { union$ } from "./union.js";
import { validateInput } from "./validate.js";

const problemsOf = (schema: Schema, input: unknown): readonly { path: string; message: string }[] => {
  try {
    validateInput(readSchema(schema), input);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ParamValidationError);
    return (error as ParamValidationError).problems;
  }
};

const bytes = Uint8Array.of(1);
const union: Schema = { $: { union: union$ }, A: STRING, B: STRING };
const stream: Schema = { $: { eventStream: 1 }, A: { B: STRING } };
async function* asyncIterable(): AsyncGenerator<Uint8Array> {
  yield bytes;
}

describe("accepted", () => {
  test.each<[type: string, code: MemberCode, values: unknown[]]>([
    ["strings", STRING, ["", "x"]],
    ["non-empty strings", STRING | NONEMPTY, ["x"]],
    ["booleans", BOOLEAN, [true, false]],
    ["integers", INTEGER, [0, -5, 1e15]],
    ["longs", LONG, [5, 5n, 2n ** 63n - 1n]],
    ["doubles", DOUBLE, [1, 1.5, Number.NaN, Number.NEGATIVE_INFINITY]],
    ["minima", ["n", INTEGER, 3], [3, 4]],
    ["minima of longs", ["n", LONG, 3], [3, 4n]],
    ["minima of lengths", ["n", STRING, 2], ["ab", "😀b"]],
    ["timestamps", timestamp$, [new Date(), 0, 1.5, "2021-03-04", "2021-03-04T05:06:07Z", "1614834367"]],
    ["blobs", blob$, ["x", bytes, bytes.buffer, new DataView(bytes.buffer), new SharedArrayBuffer(1)]],
    ["streaming blobs", ["t", blob$, STREAMING], ["x", bytes, new Blob(["x"]), asyncIterable(), new ReadableStream()]],
    ["blobs that are the whole body", ["t", blob$, PAYLOAD], [new Blob(["x"]), asyncIterable()]],
    ["lists", ["l", STRING, 1], [["a"], ["a", "b"]]],
    ["maps", ["m", STRING, { key: STRING | NONEMPTY }], [{}, { a: "x", b: undefined }]],
    ["structures", { A: STRING }, [{}, { A: "x" }, { A: undefined }, { New: undefined }, Object.create(null)]],
    [
      "class instances",
      { A: STRING },
      [
        new (class {
          A = "x";
        })(),
      ],
    ],
    ["unions", union, [{ A: "x" }, { A: "x", B: undefined }]],
    ["documents", document$, [null, "x", 1, 5n, true, [null, [1]], { a: { b: null, c: undefined } }]],
    ["JSON values in headers", ["t", jsonValue$, HEADER], [{ a: 1 }, null, "x", [1]]],
    ["event streams", stream, [asyncIterable()]],
  ])("%s", (_, code, values) => {
    for (const value of values) expect(problemsOf({ M: code }, { M: value })).toEqual([]);
  });
});

describe("refused", () => {
  const type = (shown: string, actual: string, expected: string): string =>
    `Invalid type for parameter M, value: ${shown}, type: ${actual}, valid types: ${expected}`;

  test.each<[rule: string, code: MemberCode, value: unknown, message: string]>([
    ["a number for a string", STRING, 5, type("5", "number", "string")],
    ["null", STRING, null, type("null", "null", "string")],
    ["text for a boolean", BOOLEAN, "true", type("true", "string", "boolean")],
    ["a fraction for an integer", INTEGER, 1.5, type("1.5", "number", "integer")],
    ["a bigint for an integer", INTEGER, 5n, type("5", "bigint", "integer")],
    ["NaN for a long", LONG, Number.NaN, type("NaN", "number", "integer, bigint")],
    ["text for a double", DOUBLE, "1.5", type("1.5", "string", "number")],
    ["a word for a timestamp", timestamp$, "soon", type("soon", "string", "Date, epoch seconds, timestamp string")],
    [
      "an invalid date",
      timestamp$,
      new Date(Number.NaN),
      type("Invalid Date", "Date", "Date, epoch seconds, timestamp string"),
    ],
    ["a number for a blob", blob$, 5, type("5", "number", "string, bytes")],
    ["a stream for a blob that is not the body", blob$, new Blob(["x"]), type("{…}", "Blob", "string, bytes")],
    ["a number for a stream", ["t", blob$, STREAMING], 5, type("5", "number", "string, bytes, Blob, stream of bytes")],
    [
      "an object for a stream",
      ["t", blob$, STREAMING],
      {},
      type("{…}", "object", "string, bytes, Blob, stream of bytes"),
    ],
    ["an object for a list", ["l", STRING], {}, type("{…}", "object", "array")],
    ["a set for a list", ["l", STRING], new Set(), type("{…}", "Set", "array")],
    ["a list for a map", ["m", STRING], [], type("[…]", "array", "object")],
    ["a map object for a map", ["m", STRING], new Map(), type("{…}", "Map", "object")],
    ["a date for a structure", { A: STRING }, new Date(0), type(String(new Date(0)), "Date", "object")],
    ["bytes for a structure", { A: STRING }, bytes, type("{…}", "Uint8Array", "object")],
    ["a function", STRING, () => {}, type("[function]", "function", "string")],
    ["events that are no stream", stream, {}, type("{…}", "object", "iterable of events")],
    ["long values are cut", INTEGER, "x".repeat(101), type(`${"x".repeat(100)}…`, "string", "integer")],
    ["sensitive values are not shown", INTEGER | SENSITIVE, "secret", type("***", "string", "integer")],
    ["a number below its minimum", ["n", INTEGER, 3], 2, "Invalid value for parameter M, value: 2, valid min value: 3"],
    ["a bigint below its minimum", ["n", LONG, 3], 2n, "Invalid value for parameter M, value: 2, valid min value: 3"],
    [
      "a sensitive number below it",
      ["n", INTEGER | SENSITIVE, 3],
      2,
      "Invalid value for parameter M, value: ***, valid min value: 3",
    ],
    ["an empty string", STRING | NONEMPTY, "", "Invalid length for parameter M, value: 0, valid min length: 1"],
    [
      "a string of too few characters",
      ["n", STRING, 3],
      "😀b",
      "Invalid length for parameter M, value: 2, valid min length: 3",
    ],
    [
      "an empty host label",
      ["t", STRING, HOST_LABEL],
      "",
      "Invalid length for parameter M, value: 0, valid min length: 1",
    ],
    [
      "a list that is too short",
      ["l", STRING, 2],
      ["a"],
      "Invalid length for parameter M, value: 1, valid min length: 2",
    ],
    [
      "an empty key",
      ["m", STRING, { key: STRING | NONEMPTY }],
      { "": "x" },
      "Invalid length for parameter M (key: ), value: 0, valid min length: 1",
    ],
    ["a union without a member", union, {}, "Must set one of the following keys for tagged union structure M: A, B."],
    [
      "a union with two",
      union,
      { A: "x", B: "y" },
      "Invalid number of parameters set for tagged union structure M. Can only set one of the following keys: A, B.",
    ],
    [
      "the unknown arm of a union",
      union,
      { $unknown: ["x", 1] },
      'Unknown parameter in M: "$unknown", must be one of: A, B',
    ],
    [
      "a date in a document",
      document$,
      new Date(0),
      `Invalid type for document parameter M, value: ${new Date(0)}, type: Date, valid types: string, number, bigint, boolean, array, object`,
    ],
    [
      "a header that has no JSON form",
      ["t", jsonValue$, HEADER],
      5n,
      "Invalid parameter M must be json serializable: Do not know how to serialize a BigInt",
    ],
    [
      "a header that is a function",
      ["t", jsonValue$, HEADER],
      () => {},
      "Invalid parameter M must be json serializable: function has no JSON form",
    ],
  ])("%s", (_, code, value, message) => {
    const [problem, ...more] = problemsOf({ M: code }, { M: value });
    expect(problem?.message).toBe(message);
    expect(more).toEqual([]);
  });
});

test("a required member that is missing, or undefined, is named with its path", () => {
  const schema: Schema = { A: ["t", STRING, REQUIRED], B: { C: ["t", STRING, REQUIRED] } };
  expect(problemsOf(schema, { A: undefined, B: {} })).toEqual([
    { path: "A", message: 'Missing required parameter in input: "A"' },
    { path: "B.C", message: 'Missing required parameter in B: "C"' },
  ]);
});

test("an unknown member is named with all known ones, and the nearest", () => {
  expect(problemsOf({ Bucket: STRING, Key: STRING }, { Bukcet: "x" })).toEqual([
    {
      path: "Bukcet",
      message: 'Unknown parameter in input: "Bukcet", must be one of: Bucket, Key (did you mean "Bucket"?)',
    },
  ]);
  expect(problemsOf({ A: { Key: STRING } }, { A: { Zebra: 1 } })).toEqual([
    { path: "A.Zebra", message: 'Unknown parameter in A: "Zebra", must be one of: Key' },
  ]);
});

test.each(["__proto__", "constructor", "toString"])("%s is no member of every structure", (name) => {
  const input = JSON.parse(`{"${name}":1}`) as object;
  expect(problemsOf({ A: STRING }, input)).toMatchObject([{ path: name }]);
});

test("all problems are told at once, each with its path", () => {
  const item: Schema = { Name: ["t", STRING, REQUIRED], Size: INTEGER };
  const schema: Schema = {
    Items: ["l", item],
    ByName: ["m", ["l", item]],
    Doc: document$,
    Must: ["t", STRING, REQUIRED],
  };
  const input = {
    Items: [{ Name: "a" }, { Size: "x" }],
    Extra: 1,
    ByName: { k: [{ Name: 5 }] },
    Doc: { a: [1, { b: new Map() }] },
  };
  const problems = problemsOf(schema, input);
  expect(problems.map(({ path }) => path)).toEqual([
    "Must",
    "Extra",
    "Items[1].Name",
    "Items[1].Size",
    "ByName.k[0].Name",
    "Doc.a[1].b",
  ]);
  expect(() => validateInput(readSchema(schema), input)).toThrow(
    `Parameter validation failed:\n${problems.map(({ message }) => message).join("\n")}`,
  );
});

test.each([null, undefined, "x", []])("an input that is no object (%j) is refused", (input) => {
  expect(problemsOf({ A: STRING }, input)).toMatchObject([
    { path: "", message: expect.stringContaining("parameter input") },
  ]);
});

test("items are checked like members, holes and undefined included", () => {
  expect(problemsOf({ L: ["l", STRING] }, { L: ["a", undefined, 5] }).map(({ path }) => path)).toEqual([
    "L[1]",
    "L[2]",
  ]);
});

test("a circle is found", () => {
  const node: Schema = { Next: () => node, Doc: document$ };
  const circle: Record<string, unknown> = {};
  circle["Next"] = circle;
  const document: unknown[] = [];
  document.push(document);
  expect(problemsOf(node, circle)).toMatchObject([{ message: expect.stringContaining("is there a circle?") }]);
  expect(problemsOf(node, { Doc: document })).toMatchObject([
    { message: expect.stringContaining("is there a circle?") },
  ]);
});
