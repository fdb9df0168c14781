import type { SchemaObject } from "ajv";
import { boolean, mapOf, name, number, object, oneOf, string, variants } from "./grammar.js";

const state = oneOf("success", "failure", "retry");

const acceptor = variants("matcher", [
  [["path", "pathAll", "pathAny"], object({ state, argument: name, expected: { anyOf: [string, number, boolean] } })],
  [["status"], object({ state, expected: { type: "integer" } })],
  [["error"], object({ state, expected: { anyOf: [string, boolean] } })],
]);

/** `waiters-2.json` */
export const waitersSchema: SchemaObject = object({
  version: { type: "number", const: 2 },
  waiters: mapOf(
    object(
      {
        operation: name,
        delay: { type: "number", minimum: 0 },
        maxAttempts: { type: "integer", minimum: 1 },
        acceptors: { type: "array", items: acceptor, minItems: 1 },
      },
      { description: string },
    ),
  ),
});
