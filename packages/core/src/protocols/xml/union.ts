import { ResponseParserError } from "../../errors/parser.js";
import type { StructureSchema, UnionCode } from "../../schema/read.js";
import type { IntegerReading } from "../number.js";
import { union$ } from "../union.js";
import type { XmlCursor } from "./cursor.js";
import { readPlain } from "./plain.js";
import { readStructure } from "./read.js";

/** What makes a structure a union where it travels as XML. */
export const xmlUnion$: UnionCode = { ...union$, readXml: readUnion };

function readUnion(schema: StructureSchema, cursor: XmlCursor, reading: IntegerReading): Record<string, unknown> {
  const unknown = new Map<string, unknown>();
  const output = readStructure(schema, cursor, reading, (child) => {
    const { name } = child;
    unknown.set(name, readPlain(child));
  });
  unknown.delete("__type");
  const count = Object.keys(output).length + unknown.size;
  if (count !== 1) throw new ResponseParserError(`A union in the response has ${count} members set instead of one.`);
  for (const arm of unknown) return { $unknown: arm };
  return output;
}
