import { expect, test } from "vitest";
import type { EndpointExpression, EndpointStatement, EndpointType } from "../../endpoints/lowered.js";
import { joinAlternatives } from "./endpoint-rules-alternatives.js";

type Part = string | EndpointExpression;

const text: EndpointType = { of: "string", optional: false };
const boolean: EndpointType = { of: "boolean", optional: false };
const none: EndpointExpression = { kind: "record", fields: [] };

const literal = (value: string | null): EndpointExpression => ({ kind: "literal", value });
const read = (name: string, type = text): EndpointExpression => ({ kind: "reference", name, type });
const call = (name: "ite" | "not" | "equals" | "coalesce", ...given: EndpointExpression[]): EndpointExpression => ({
  kind: "call",
  function: name,
  arguments: given,
  type: name === "ite" ? text : name === "coalesce" ? { of: "string", optional: true } : boolean,
});
const when = (tests: EndpointExpression[], ...then: EndpointStatement[]): EndpointStatement => ({
  kind: "if",
  tests,
  then,
});
const endpoint = (parts: Part[], region: EndpointExpression = read("Region")): EndpointStatement => ({
  kind: "endpoint",
  url: { kind: "template", parts },
  properties: { kind: "record", fields: [["signingRegion", region]] },
  headers: none,
});
const refusal = (message: string): EndpointStatement => ({ kind: "error", message: literal(message) });

const [fips, dual] = [read("FIPS", boolean), read("Dual", boolean)];
const isGlobal = call("equals", read("Region"), literal("aws-global"));

test("two ways that differ in values choose between them", () => {
  const region = call("ite", isGlobal, literal("us-east-1"), read("Region"));
  expect(
    joinAlternatives([
      when([isGlobal], endpoint(["https://s3.us-east-1.x"], literal("us-east-1"))),
      endpoint(["https://s3.", read("Region"), ".x"]),
    ]),
  ).toEqual([endpoint(["https://s3.", region, ".x"], region)]);
});

test("also where they are long, and where their conditions are opposite but for one", () => {
  const way = (host: string): EndpointStatement[] => [when([dual], refusal("no")), endpoint([host])];
  const joined = [when([dual], refusal("no")), endpoint(["a", call("ite", fips, literal("-f"), literal(""))])];
  expect(joinAlternatives([when([fips], ...way("a-f")), ...way("a")])).toEqual(joined);
  expect(
    joinAlternatives([
      when([fips, isGlobal], ...way("a-f")),
      when([isGlobal, call("not", fips)], ...way("a")),
      refusal("other"),
    ]),
  ).toEqual([when([isGlobal], ...joined), refusal("other")]);
});

test("ways that fall through, or differ in what they do, stay", () => {
  for (const statements of [
    [when([fips], when([dual], endpoint(["a"]))), when([dual], endpoint(["b"]))],
    [when([fips], refusal("no")), endpoint(["a"])],
    [when([fips], endpoint(["a", read("x"), "b", read("y")])), endpoint(["a", read("z"), "c", read("y"), "d"])],
    [when([fips, isGlobal], endpoint(["a"])), when([call("not", fips), dual], endpoint(["b"]))],
  ]) {
    expect(joinAlternatives(statements)).toEqual(statements);
  }
});

test("what a block ends with and what follows it stands once", () => {
  expect(joinAlternatives([when([fips], when([dual], refusal("no")), endpoint(["a"])), endpoint(["a"])])).toEqual([
    when([fips], when([dual], refusal("no"))),
    endpoint(["a"]),
  ]);
});

test("a name that is looked for in several places is what is found first", () => {
  const found = endpoint(["a", read("zone")]);
  const at = (test: EndpointExpression, value: string): EndpointStatement => ({
    kind: "bind",
    name: "zone",
    value: read(value, { of: "string", optional: true }),
    always: false,
    then: [when([test], found)],
  });
  const [joined, ...others] = joinAlternatives([at(fips, "one"), at(dual, "two"), at(isGlobal, "three")]);
  expect(others).toEqual([]);
  expect(joined).toMatchObject({
    name: "zone",
    value: { function: "coalesce", arguments: [fips, dual, isGlobal].map((test) => ({ arguments: [test, {}, {}] })) },
    then: [found],
  });
});
