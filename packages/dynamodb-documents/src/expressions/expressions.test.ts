import { describe, expect, test } from "vitest";
import { DocumentError } from "../document-error.js";
import { attribute } from "./attribute.js";
import { and, type ConditionInput, not, or } from "./condition.js";
import { type ExpressionParts, expressions } from "./expressions.js";

const a = attribute("a");

describe("conditions", () => {
  test.each<[expected: string, condition: ConditionInput]>([
    ["#n0 = :v0", a.eq(1)],
    ["#n0 <> :v0", a.ne(1)],
    ["#n0 < :v0", a.lt(1)],
    ["#n0 <= :v0", a.lte(1)],
    ["#n0 > :v0", a.gt(1)],
    ["#n0 >= :v0", a.gte(1)],
    ["#n0 = #n1", a.eq(attribute("b"))],
    ["#n0 BETWEEN :v0 AND :v1", a.between(1, 2)],
    ["#n0 IN (:v0, :v1, #n1)", a.in([1, 2, attribute("b")])],
    ["attribute_exists(#n0)", a.exists()],
    ["attribute_not_exists(#n0)", a.notExists()],
    ["attribute_type(#n0, :v0)", a.type("SS")],
    ["begins_with(#n0, :v0)", a.beginsWith("x")],
    ["contains(#n0, :v0)", a.contains("x")],
    ["size(#n0) > :v0", a.size().gt(1)],
    ["#n0.#n1[3].#n0[0] = :v0", attribute("a", "b", 3, "a", 0).eq(1)],
    ["#n0 = :v0", { a: 1 }],
    ["(#n0 = :v0 AND #n1 = :v1)", { a: 1, b: null }],
    ["(#n0 = :v0 AND #n0 < :v1 AND #n1 = :v2)", and(a.eq(1), a.lt(2), { b: 3 })],
    ["((#n0 = :v0 OR #n1 = :v1) AND (NOT #n0 = :v2))", and(or({ a: 1 }, { b: 2 }), not({ a: 3 }))],
    ["#n0 = :v0", and({ a: 1 })],
  ])("%s", (expected, condition) => {
    expect(expressions({ condition }).ConditionExpression).toBe(expected);
  });
});

describe("updates", () => {
  test.each<[expected: string | undefined, parts: ExpressionParts]>([
    ["SET #n0 = :v0, #n1 = :v1", { set: { a: 1, b: [2] } }],
    ["SET #n0 = #n1", { set: { a: attribute("b") } }],
    ["SET #n0 = #n0 + :v0", { set: { a: a.plus(1) } }],
    ["SET #n0 = #n0 - #n1", { set: { a: a.minus(attribute("b")) } }],
    ["SET #n0 = if_not_exists(#n0, :v0)", { set: { a: a.orElse(0) } }],
    ["SET #n0 = if_not_exists(#n0, :v0) + :v1", { set: { a: a.orElse(0).plus(1) } }],
    ["SET #n0 = list_append(#n0, :v0)", { set: { a: a.append([1]) } }],
    ["SET #n0 = list_append(:v0, #n0)", { set: { a: a.prepend([1]) } }],
    ["SET #n0 = list_append(if_not_exists(#n0, :v0), :v1)", { set: { a: a.orElse([]).append([1]) } }],
    ["SET #n0[1].#n1 = :v0", { set: [[attribute("a", 1, "b"), 1]] }],
    ["REMOVE #n0, #n1[2]", { remove: ["a", attribute("b", 2)] }],
    ["ADD #n0 :v0, #n1 :v1", { add: { a: 1, b: new Set([1]) } }],
    ["DELETE #n0 :v0", { delete: { a: new Set(["x"]) } }],
    [
      "SET #n0 = :v0 REMOVE #n1 ADD #n2 :v1 DELETE #n3 :v2",
      { set: { a: 1 }, remove: ["b"], add: { c: 1n }, delete: { d: new Set(["x"]) } },
    ],
    ["SET #n0 = :v0", { set: { a: 1, b: undefined }, add: { c: undefined }, remove: [] }],
    [undefined, { set: { a: undefined } }],
    [undefined, {}],
  ])("%s", (expected, parts) => {
    expect(expressions(parts).UpdateExpression).toBe(expected);
  });
});

test("one table of names and values serves all expressions of a request", () => {
  expect(
    expressions({
      keyCondition: { artist: "Nina" },
      filter: attribute("year").gt(1960),
      projection: ["year", "title", attribute("label", "name")],
    }),
  ).toEqual({
    KeyConditionExpression: "#n0 = :v0",
    FilterExpression: "#n1 > :v1",
    ProjectionExpression: "#n1, #n2, #n3.#n4",
    ExpressionAttributeNames: { "#n0": "artist", "#n1": "year", "#n2": "title", "#n3": "label", "#n4": "name" },
    ExpressionAttributeValues: { ":v0": { S: "Nina" }, ":v1": { N: "1960" } },
  });
});

test("no name and no value reaches an expression's text", () => {
  const hostile = "x) OR (attribute_exists(#n0";
  const written = expressions({
    set: { [hostile]: hostile, "a.b[0]": 1 },
    condition: and({ [hostile]: hostile }, attribute(hostile, hostile).eq({ [hostile]: hostile })),
    projection: [hostile, "__proto__"],
  });
  for (const [member, text] of Object.entries(written)) {
    if (member.endsWith("Expression")) expect(text).toMatch(/^(?:#n\d+|:v\d+|SET|AND|[ =.,()])+$/);
  }
  expect(Object.values(written.ExpressionAttributeNames ?? {})).toEqual([hostile, "a.b[0]", "__proto__"]);
});

test("placeholders that are written by hand stay", () => {
  const given = {
    FilterExpression: "#n0 = :v0",
    ExpressionAttributeNames: { "#n0": "mine", "#x": "other" },
    ExpressionAttributeValues: { ":v0": { S: "mine" }, ":v2": { S: "other" } },
  };
  expect(expressions({ condition: and(a.in([1, 2]), { b: 3 }) }, given)).toEqual({
    ConditionExpression: "(#n1 IN (:v1, :v3) AND #n2 = :v4)",
    ExpressionAttributeNames: { "#n0": "mine", "#x": "other", "#n1": "a", "#n2": "b" },
    ExpressionAttributeValues: {
      ":v0": { S: "mine" },
      ":v1": { N: "1" },
      ":v2": { S: "other" },
      ":v3": { N: "2" },
      ":v4": { N: "3" },
    },
  });
});

describe("what would mean nothing is refused", () => {
  test.each<[name: string, path: string, run: () => unknown]>([
    ["an empty name", '[""]', () => attribute("")],
    ["an empty name within", 'a[""]', () => attribute("a", "")],
    ["a negative position", "a[-1]", () => attribute("a", -1)],
    ["a position that is none", "a[NaN]", () => attribute("a", Number.NaN)],
    ["one of no values", "a", () => a.in([])],
    ["no conditions", "", () => and()],
    ["no attributes that are equal", "", () => expressions({ condition: {} })],
    ["a comparison with undefined", "a", () => expressions({ condition: { a: undefined as never } })],
    [
      "a comparison with what cannot be stored",
      "a.b",
      () => expressions({ filter: attribute("a", "b").eq([Number.NaN]) }),
    ],
    ["a set with what cannot be stored", "s[1]", () => expressions({ set: { s: [0, new Date(0)] } })],
    ["an empty projection", "projection", () => expressions({ projection: [] })],
    [
      "parts beside a text for the same",
      "ConditionExpression",
      () => expressions({ condition: { a: 1 } }, { ConditionExpression: "a = b" }),
    ],
  ])("%s", (_, path, run) => {
    let error: unknown;
    try {
      run();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(DocumentError);
    expect((error as DocumentError).path).toContain(path);
  });
});
