import { expect, test } from "vitest";
import { interpretEndpoint } from "../../endpoints/interpret.js";
import { EndpointProviderError, EndpointResolutionError } from "../../errors/endpoint.js";
import { lowerRuleSet } from "./endpoint-rules.js";

type Rule = Readonly<Record<string, unknown>>;

const set = (name: string) => ({ fn: "isSet", argv: [{ ref: name }] });
const equal = (left: unknown, right: unknown) => ({ fn: "stringEquals", argv: [left, right] });
const endpoint = (conditions: readonly unknown[], url: unknown, more: object = {}): Rule => ({
  type: "endpoint",
  conditions,
  endpoint: { url, ...more },
});
const error = (conditions: readonly unknown[], message: string): Rule => ({
  type: "error",
  conditions,
  error: message,
});
const tree = (conditions: readonly unknown[], ...rules: Rule[]): Rule => ({ type: "tree", conditions, rules });

function resolver(rules: readonly Rule[], parameters: object = { Name: { type: "string" }, On: { type: "Boolean" } }) {
  return interpretEndpoint(lowerRuleSet({ version: "1.0", parameters, rules }));
}

test("the first rule that holds decides; a tree without an answer falls through", () => {
  const resolve = resolver([
    tree(
      [set("Name")],
      endpoint([equal({ ref: "Name" }, "a")], "https://a"),
      endpoint([equal({ ref: "Name" }, "b")], "https://b"),
    ),
    endpoint([], "https://other"),
  ]);
  expect(["a", "b", "c", undefined].map((Name) => resolve({ Name }).url)).toEqual([
    "https://a",
    "https://b",
    "https://other",
    "https://other",
  ]);
});

test("what equals one text equals no other: TypeScript would refuse to compare it again", () => {
  const rules = [
    tree(
      [equal({ ref: "Name" }, "a")],
      endpoint([{ fn: "not", argv: [equal({ ref: "Name" }, "b")] }], "https://a"),
      endpoint([equal("c", { ref: "Name" })], "https://never"),
    ),
    endpoint([], "https://other"),
  ];
  const text = JSON.stringify(lowerRuleSet({ version: "1.0", parameters: { Name: { type: "string" } }, rules }));
  expect(text).not.toMatch(/"value":"[bc]"|never/);
  expect(["a", "b", "c"].map((Name) => resolver(rules)({ Name }).url)).toEqual([
    "https://a",
    "https://other",
    "https://other",
  ]);
});

test("an error's text is a template, and thrown as it is", () => {
  const resolve = resolver([error([set("Name")], "No such name: {Name}"), endpoint([], "https://x")]);
  expect(() => resolve({ Name: "n" })).toThrow(new EndpointResolutionError("No such name: n"));
});

test("templates stand in URL, properties and headers, with parts after a hash sign and doubled braces", () => {
  const arn = { fn: "aws.parseArn", argv: [{ ref: "Name" }], assign: "my_arn" };
  const resolve = resolver([
    endpoint([arn], "https://{my_arn#service}.{my_arn#region}/{{{Name}}}", {
      properties: { deep: { list: ["{my_arn#accountId}", 1, true, "plain"] } },
      headers: { "x-name": ["{Name}", "b"] },
    }),
  ]);
  expect(resolve({ Name: "arn:aws:sns:us-east-1:12:t" })).toEqual({
    url: "https://sns.us-east-1/{arn:aws:sns:us-east-1:12:t}",
    properties: { deep: { list: ["12", 1, true, "plain"] } },
    headers: { "x-name": ["arn:aws:sns:us-east-1:12:t", "b"] },
  });
});

test("getAttr reads parts and indexes; an index that is not there is unset", () => {
  const arn = { fn: "aws.parseArn", argv: [{ ref: "Name" }], assign: "arn" };
  const part = (path: string, assign: string) => ({ fn: "getAttr", argv: [{ ref: "arn" }, path], assign });
  const resolve = resolver([
    tree(
      [arn],
      endpoint([part("resourceId[1]", "second")], "https://{second}"),
      endpoint([part("resourceId[0]", "first")], "https://{first}"),
    ),
    endpoint([], "https://none"),
  ]);
  expect(["arn:p:s:::a/b", "arn:p:s:::a", "nothing"].map((Name) => resolve({ Name }).url)).toEqual([
    "https://b",
    "https://a",
    "https://none",
  ]);
});

test("only false and unset fail a condition: an empty string does not", () => {
  const empty = { fn: "uriEncode", argv: [{ ref: "Name" }], assign: "encoded" };
  const resolve = resolver([endpoint([empty], "https://[{encoded}]"), endpoint([], "https://unset")]);
  expect(resolve({ Name: "" }).url).toBe("https://[]");
  expect(resolve({}).url).toBe("https://unset");
});

test("booleanEquals and not look at the value, unset is neither true nor false", () => {
  const is = (value: boolean) => ({ fn: "booleanEquals", argv: [value, { ref: "On" }] });
  const resolve = resolver([
    endpoint([is(true)], "https://on"),
    endpoint([is(false)], "https://off"),
    endpoint([{ fn: "not", argv: [set("On")] }], "https://unset"),
  ]);
  expect([true, false, undefined].map((On) => resolve({ On }).url)).toEqual([
    "https://on",
    "https://off",
    "https://unset",
  ]);
});

test("the newer functions choose and split", () => {
  const resolve = resolver([
    endpoint(
      [
        { fn: "coalesce", argv: [{ ref: "Name" }, "a--b"], assign: "name" },
        { fn: "split", argv: [{ ref: "name" }, "--", 0], assign: "parts" },
        { fn: "getAttr", argv: [{ ref: "parts" }, "[1]"], assign: "second" },
        { fn: "ite", argv: [set("On"), "on", "off"], assign: "mode" },
      ],
      "https://{second}.{mode}",
    ),
  ]);
  expect(resolve({}).url).toBe("https://b.off");
  expect(resolve({ Name: "x--y", On: false }).url).toBe("https://y.on");
});

test("a default stands in for a value, and a required parameter must be there", () => {
  const parameters = {
    Name: { type: "String", required: true },
    Mode: { type: "string", required: true, default: "std" },
  };
  const resolve = resolver([endpoint([], "https://{Name}.{Mode}")], parameters);
  expect(resolve({ Name: "n" }).url).toBe("https://n.std");
  expect(() => resolve({})).toThrow(new EndpointResolutionError("Cannot find value for required parameter Name"));
});

test("parameters that no rule answers are named in the error", () => {
  const resolve = resolver([endpoint([equal({ ref: "Name" }, "a")], "https://a")]);
  expect(() => resolve({ Name: "b", On: true })).toThrow("No endpoint found for parameters:\nName: b\nOn: true");
});

test("a URL is never built from an unset value", () => {
  const resolve = resolver([endpoint([], "https://{Name}")]);
  expect(() => resolve({})).toThrow(EndpointResolutionError);
});

test("assigned names live in their rule only", () => {
  const cut = (stop: number) => ({ fn: "substring", argv: [{ ref: "Name" }, 0, stop, false], assign: "start" });
  const resolve = resolver([
    endpoint([cut(4), equal({ ref: "start" }, "long")], "https://{start}"),
    endpoint([cut(1)], "https://{start}"),
    endpoint([], "https://none"),
  ]);
  expect(["longer", "other", ""].map((Name) => resolve({ Name }).url)).toEqual([
    "https://long",
    "https://o",
    "https://none",
  ]);
});

test.each([
  ["an unknown function", [endpoint([{ fn: "guess", argv: [] }], "https://x")], "/rules/0/conditions/0/fn"],
  ["an unknown name", [endpoint([], "https://{Nobody}")], "/rules/0/endpoint/url"],
  ["a wrong number of arguments", [endpoint([{ fn: "isSet", argv: [] }], "https://x")], "/rules/0/conditions/0/argv"],
  ["an unknown kind of rule", [{ type: "maybe", conditions: [] }], "/rules/0/type"],
  ["a lonely brace", [endpoint([], "https://{x")], "/rules/0/endpoint/url"],
  ["a rule without a URL", [{ type: "endpoint", conditions: [], endpoint: {} }], "/rules/0/endpoint"],
  [
    "a name that is taken",
    [endpoint([{ fn: "isSet", argv: [{ ref: "On" }], assign: "Name" }], "x")],
    "/rules/0/conditions/0",
  ],
  [
    "a part that an ARN has not",
    [tree([{ fn: "aws.parseArn", argv: ["x"], assign: "a" }], endpoint([], "{a#zone}"))],
    "/rules/0/rules/0/endpoint/url",
  ],
] as const)("%s is refused with its place", (_, rules, pointer) => {
  const lower = () =>
    lowerRuleSet({ parameters: { Name: { type: "string" }, On: { type: "boolean" } }, rules }, "rules.json");
  expect(lower).toThrow(EndpointProviderError);
  expect(lower).toThrow(`rules.json at ${pointer}: expected`);
});

test("an unknown kind of parameter is refused with its place", () => {
  expect(() => lowerRuleSet({ parameters: { A: { type: "float" } }, rules: [] })).toThrow("/parameters/A/type");
});
