import { expect, test } from "vitest";
import { settleEndpoint } from "./settle-endpoint.js";

const flag = { ref: "Flag" };
const region = { fn: "isSet", argv: [{ ref: "Region" }] };
const endpoint = (url: string) => ({ type: "endpoint", endpoint: { url } });

const rules = [
  {
    conditions: [{ fn: "isSet", argv: [flag] }, { fn: "booleanEquals", argv: [flag, true] }, region],
    ...endpoint("on"),
  },
  { conditions: [region], type: "tree", rules: [{ conditions: [{ fn: "isSet", argv: [flag] }], ...endpoint("set") }] },
  { conditions: [], ...endpoint("else") },
];
const ruleSet = { version: "1.0", parameters: { Region: { type: "string" }, Flag: { type: "boolean" } }, rules };

test("conditions that are known to hold go", () => {
  expect(settleEndpoint(ruleSet, { Flag: true })).toEqual({
    version: "1.0",
    parameters: { Region: { type: "string" } },
    rules: [
      { conditions: [region], ...endpoint("on") },
      { conditions: [region], type: "tree", rules: [{ conditions: [], ...endpoint("set") }] },
      { conditions: [], ...endpoint("else") },
    ],
  });
});

test("rules that cannot hold go", () => {
  expect(settleEndpoint(ruleSet, { Flag: undefined })).toMatchObject({
    rules: [{ type: "tree", rules: [] }, endpoint("else")],
  });
});

test("a test of a known parameter that is not understood is an error", () => {
  const odd = { ...ruleSet, rules: [{ conditions: [{ fn: "substring", argv: [flag, 0] }], ...endpoint("x") }] };
  expect(() => settleEndpoint(odd, { Flag: true })).toThrow("test Flag by substring");
});
