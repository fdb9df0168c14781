import type { StructureSchema } from "../../schema/read.js";
import type { IntegerReading } from "../number.js";
import type { ParsedError } from "../protocol.js";
import type { XmlCursor } from "./cursor.js";
import type { PlainElement, PlainElements } from "./plain.js";
import { readStructure } from "./read.js";

/** botocore's `Error` dictionary; `missing` stands for a code or message that is not there. */
export function errorFields(element: PlainElement | undefined, missing: string): ParsedError["error"] {
  const fields: PlainElements = typeof element === "object" ? element : {};
  const { Code, Message } = fields;
  return {
    ...fields,
    Code: typeof Code === "string" ? Code : missing,
    Message: typeof Message === "string" ? Message : missing,
  };
}

/** Reads the modelled members of an error from the element at `path` below the one that the cursor has opened. */
export function readErrorMembers(
  schema: StructureSchema,
  path: readonly string[],
  cursor: XmlCursor,
  reading: IntegerReading,
): Record<string, unknown> {
  const [name, ...below] = path;
  if (name === undefined) return readStructure(schema, cursor, reading);
  let members: Record<string, unknown> | undefined;
  if (cursor.enter()) {
    while (cursor.nextChild()) {
      if (members === undefined && cursor.isNamed(name)) members = readErrorMembers(schema, below, cursor, reading);
      else cursor.skip();
    }
  }
  return members ?? {};
}
