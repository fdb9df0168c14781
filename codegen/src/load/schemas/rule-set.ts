import type { SchemaObject } from "ajv";
import { boolean, choose, listOf, mapOf, name, number, object, oneOf, string, variants } from "./grammar.js";

const functions = oneOf(
  "aws.isVirtualHostableS3Bucket",
  "aws.parseArn",
  "aws.partition",
  "booleanEquals",
  "getAttr",
  "isSet",
  "isValidHostLabel",
  "not",
  "parseURL",
  "stringEquals",
  "substring",
  "uriEncode",
);

const call = { fn: functions, argv: listOf({ $ref: "#/$defs/expression" }) };

/** Which of the two an object is, its keys say: so an error names the right one. */
const expression = choose(
  { type: "object", required: ["fn"] },
  object(call),
  choose({ type: "object" }, object({ ref: name }), { type: ["string", "boolean", "number"] }),
);

const conditions = listOf(object(call, { assign: name }));

const endpoint = object(
  { url: { $ref: "#/$defs/expression" } },
  {
    properties: mapOf({ $ref: "#/$defs/property" }),
    headers: mapOf(listOf({ $ref: "#/$defs/expression" })),
  },
);

const property: SchemaObject = {
  anyOf: [string, boolean, number, listOf({ $ref: "#/$defs/property" }), mapOf({ $ref: "#/$defs/property" })],
};

const rule = variants("type", [
  [["tree"], object({ conditions, rules: listOf({ $ref: "#/$defs/rule" }) }, { documentation: string })],
  [["endpoint"], object({ conditions, endpoint }, { documentation: string })],
  [["error"], object({ conditions, error: { $ref: "#/$defs/expression" } }, { documentation: string })],
]);

const parameter = object(
  { type: oneOf("string", "String", "boolean", "Boolean", "stringArray", "StringArray") },
  {
    builtIn: name,
    default: { anyOf: [string, boolean, listOf(string)] },
    required: boolean,
    documentation: string,
    deprecated: object({}, { message: string, since: string }),
  },
);

/** `endpoint-rule-set-1.json` */
export const ruleSetSchema: SchemaObject = {
  $defs: { expression, property, rule },
  ...object({ version: string, parameters: mapOf(parameter), rules: listOf({ $ref: "#/$defs/rule" }) }),
};
