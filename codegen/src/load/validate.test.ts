import { describe, expect, test } from "vitest";
import { library } from "./made-up-models.js";
import { ModelError } from "./model-error.js";
import type { ServiceFileName } from "./model-folder.js";
import { validateServiceFiles, validateSharedFile } from "./validate.js";

const files = {
  "service-2.json": library.service,
  "paginators-1.json": library.paginators,
  "waiters-2.json": library.waiters,
  "endpoint-rule-set-1.json": library.ruleSet,
} as const;

describe("the grammar", () => {
  test.each([
    [
      "service-2.json",
      "/metadata/protocol",
      "rest-jsn",
      'one of "json", "rest-json", "rest-xml"',
      '(nearest: "rest-json"',
    ],
    ["service-2.json", "/metadata/protocol", undefined, 'the key "protocol"', "an object without it"],
    ["service-2.json", "/metadata/colour", "red", "a key that the grammar knows", '"colour"'],
    ["service-2.json", "/shapes/Isbn/type", "strng", 'one of "structure", "list"', '(nearest: "string")'],
    ["service-2.json", "/shapes/Isbn/type", undefined, 'the key "type"', "an object without it"],
    ["service-2.json", "/shapes/Isbn/min", "10", "a number", '"10"'],
    ["service-2.json", "/shapes/Isbn/patern", "x", 'a key that the grammar knows (nearest: "pattern")', '"patern"'],
    ["service-2.json", "/shapes/Isbn/enum", ["a", 1], "/shapes/Isbn/enum/1", "a string"],
    ["service-2.json", "/shapes/Books/member", undefined, 'the key "member"', "an object without it"],
    ["service-2.json", "/shapes/Time/timestampFormat", "iso", 'one of "iso8601", "unixTimestamp", "rfc822"', '"iso"'],
    [
      "service-2.json",
      "/shapes/LendBookRequest/members/Isbn/location",
      "querystrng",
      'one of "uri", "querystring", "header", "headers", "statusCode" (nearest: "querystring")',
      '"querystrng"',
    ],
    ["service-2.json", "/shapes/Loan/members/Due/shape", "", "a string that is not empty", '""'],
    ["service-2.json", "/operations/LendBook/http", undefined, 'the key "http"', "an object without it"],
    ["service-2.json", "/operations/LendBook/idempotant", true, '(nearest: "idempotent")', '"idempotant"'],
    ["service-2.json", "/documentation", 7, "a string", "7"],
    ["paginators-1.json", "/pagination/ListBooks/input_token", 3, "a string or an array", "3"],
    ["paginators-1.json", "/pagination/ListBooks/result_keys", "x", '(nearest: "result_key")', '"result_keys"'],
    ["waiters-2.json", "/waiters/BookReturned/delay", -1, "a value that is >= 0", "-1"],
    ["waiters-2.json", "/waiters/BookReturned/acceptors", [], "an array that is not empty", "an empty one"],
    ["waiters-2.json", "/waiters/BookReturned/acceptors/0/matcher", "paths", '(nearest: "path"', '"paths"'],
    ["waiters-2.json", "/waiters/BookReturned/acceptors/0/argument", undefined, 'the key "argument"', ""],
    ["waiters-2.json", "/version", 1, "2", "1"],
    ["endpoint-rule-set-1.json", "/rules/0/conditions/0/fn", "isset", '(nearest: "isSet"', '"isset"'],
    ["endpoint-rule-set-1.json", "/rules/0/conditions/0/argv/0", { reff: "Region" }, 'the key "ref"', ""],
    ["endpoint-rule-set-1.json", "/rules/0/conditions/0/argv/0", null, "a string or a boolean or a number", "null"],
    ["endpoint-rule-set-1.json", "/rules/1/type", "eror", 'one of "tree", "endpoint", "error" (nearest: "error")', ""],
    ["endpoint-rule-set-1.json", "/parameters/Region/type", "text", 'one of "string"', '"text"'],
  ] as const)("%s %s = %j", (file, pointer, value, ...said) => {
    const error = failureWith(file, pointer, value);
    expect(error.file).toBe(`models/library/2020-05-01/${file}`);
    expect([pointer, pointer.replace(/\/[^/]+$/, ""), `${pointer}/1`]).toContain(error.pointer);
    for (const part of said) expect(error.message).toContain(part);
  });
});

describe("references", () => {
  test.each([
    ["service-2.json", "/shapes/Books/member/shape", "Ibsn", 'the name of a shape (nearest: "Isbn")'],
    ["service-2.json", "/shapes/Labels/value/shape", "constructor", "the name of a shape"],
    ["service-2.json", "/shapes/Labels/key/shape", "Loan", "a shape of type string"],
    ["service-2.json", "/shapes/Loan/members/Due/shape", "Tim", 'the name of a shape (nearest: "Time")'],
    ["service-2.json", "/shapes/Loan/payload", "Duo", 'the name of a member (nearest: "Due")'],
    ["service-2.json", "/shapes/LendBookRequest/required/0", "ISBN", 'the name of a member (nearest: "Isbn")'],
    ["service-2.json", "/operations/LendBook/input/shape", "Books", "a shape of type structure"],
    ["service-2.json", "/operations/LendBook/output/shape", "Lone", 'the name of a shape (nearest: "Loan")'],
    ["service-2.json", "/operations/LendBook/errors/0/shape", "String", "a shape of type structure"],
    ["service-2.json", "/operations/LendBook/http/requestUri", "/books/{Isdn}", '(nearest: "Isbn")'],
    ["service-2.json", "/operations/LendBook/http/requestUri", "/books", "the label {Isbn}"],
    ["service-2.json", "/operations/LendBook/staticContextParams", { Dusk: { value: "x" } }, '(nearest: "Desk"'],
    ["service-2.json", "/operations/LendBook/endpoint", { hostPrefix: "{Isbn}." }, "members with hostLabel"],
    [
      "service-2.json",
      "/operations/LendBook/httpChecksum",
      { requestAlgorithmMember: "Tokn" },
      'the name of a member (nearest: "Token")',
    ],
    ["service-2.json", "/shapes/LendBookRequest/members/Token/shape", "Time", "a shape of type string"],
    [
      "service-2.json",
      "/shapes/Loan/members/Due",
      { shape: "Time", location: "statusCode" },
      "a shape of type integer",
    ],
    ["service-2.json", "/shapes/Loan/members/Due/contextParam", { name: "Region1" }, '(nearest: "Region")'],
    ["paginators-1.json", "/pagination/ListBook", library.paginators.pagination.ListBooks, '(nearest: "ListBooks")'],
    ["paginators-1.json", "/pagination/ListBooks/limit_key", "Max", "a member of the input of ListBooks"],
    ["paginators-1.json", "/pagination/ListBooks/result_key", ["Bocks[].x"], '(nearest: "Books")'],
    ["paginators-1.json", "/pagination/ListBooks/output_token", ["NextToken", "Books"], "as many tokens"],
    ["waiters-2.json", "/waiters/BookReturned/operation", "LendBooks", '(nearest: "LendBook", "ListBooks")'],
  ] as const)("%s %s = %j", (file, pointer, value, said) => {
    const error = failureWith(file, pointer, value);
    expect(error.file).toBe(`models/library/2020-05-01/${file}`);
    expect(error.pointer.startsWith(pointer)).toBe(true);
    expect(error.expected).toContain(said);
  });
});

test("what extras break is told of the extras", () => {
  const extras = { version: 1, merge: { shapes: { Loan: { members: { Fee: { shap: "String" } } } } } };
  const error = failure({ "service-2.sdk-extras.json": JSON.stringify(extras) });
  expect(error.file).toBe("models/library/2020-05-01/service-2.sdk-extras.json");
  expect(error.pointer).toBe("/merge/shapes/Loan/members/Fee");
});

test("a file that is no JSON is told with line and column", () => {
  const error = failure({ "waiters-2.json": '{\n "version": 2,,\n}' });
  expect(error).toMatchObject({ file: "models/library/2020-05-01/waiters-2.json", line: 2, column: 15 });
});

test("shared files have their grammar", () => {
  expect(() => validateSharedFile("partitions.json", '{"version": "1.1"}', "models/partitions.json")).toThrow(
    'models/partitions.json: expected the key "partitions"',
  );
  expect(() => validateSharedFile("_retry.json", '{"definitions": {}, "retry": {"a": 1}}', "_retry.json")).toThrow(
    "_retry.json at /retry/a: expected an object, found 1",
  );
});

function failureWith(file: keyof typeof files, pointer: string, value: unknown): ModelError {
  return failure({ [file]: JSON.stringify(changed(files[file], pointer, value)) });
}

function failure(texts: { readonly [name in ServiceFileName]?: string }): ModelError {
  const all: { readonly [name in ServiceFileName]?: string } = {
    ...Object.fromEntries(Object.entries(files).map(([name, model]) => [name, JSON.stringify(model)])),
    ...texts,
  };
  try {
    validateServiceFiles((name) => all[name], "models/library/2020-05-01");
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** A copy of a model with another value at a pointer; undefined takes the key away. */
function changed(model: object, pointer: string, value: unknown): object {
  const copy = structuredClone(model);
  const path = pointer.split("/").slice(1);
  const last = path.pop() ?? "";
  let target = copy as Record<string, unknown>;
  for (const step of path) target = target[step] as Record<string, unknown>;
  if (value === undefined) delete target[last];
  else target[last] = value;
  return copy;
}
