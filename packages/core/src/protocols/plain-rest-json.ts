import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import { readSchema, type StructureSchema } from "../schema/read.js";
import { parseJsonError } from "./json/error.js";
import { asParserError } from "./parser-error.js";
import type { ParsableResponse, Protocol } from "./protocol.js";
import { serializeRest } from "./rest.js";
import { parseRest, readRequestId } from "./rest-parse.js";

/**
 * REST with JSON bodies that JSON alone is enough for: texts and numbers, by the names that members have. It is for
 * what core calls itself, so that programs do not carry all that `restJson` converts.
 */
export const plainRestJson: Protocol = {
  name: "rest-json",
  serialize: (operation, input, service) =>
    serializeRest(operation, input, service, {
      write: (value) => toUtf8(JSON.stringify(value)),
      empty: () => toUtf8("{}"),
      contentType: "application/json",
    }),
  parse(operation, response) {
    const output = operation.output === undefined ? {} : parseStructure(response, readSchema(operation.output));
    return { output, requestId: readRequestId(response) };
  },
  parseError: (_operation, response) =>
    parseJsonError(response, true, (schema, readable) => parseStructure(readable, schema)),
};

function parseStructure(response: ParsableResponse, schema: StructureSchema): Record<string, unknown> {
  return parseRest(schema, response, parseBody, { bigint: false, inexact: false }) as Record<string, unknown>;
}

function parseBody(body: Uint8Array): unknown {
  try {
    return (body.length === 0 ? undefined : (JSON.parse(fromUtf8(body)) as unknown)) ?? {};
  } catch (cause) {
    throw asParserError(cause);
  }
}
