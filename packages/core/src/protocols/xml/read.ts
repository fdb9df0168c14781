import { XmlTextCursor } from "#platform/xml-cursor";
import { ResponseParserError } from "../../errors/parser.js";
import type { MapSchema, MemberSchema, ScalarSchema, StructureSchema, ValueSchema } from "../../schema/read.js";
import { type IntegerReading, parseFloatingPoint, parseInteger } from "../number.js";
import { setOwn } from "../own-property.js";
import type { XmlCursor } from "./cursor.js";
import { withXml } from "./decode.js";
import { MalformedXmlError } from "./malformed.js";

/** Reads the element that the cursor has opened, and consumes it. */
export type ReadElement = (cursor: XmlCursor, reading: IntegerReading) => unknown;

/**
 * Runs `read` on the root element of a text that `decodeXml` gave, and checks that the document ends there.
 *
 * @throws {@link ResponseParserError} that names the element, when a text does not fit its type;
 * {@link MalformedXmlError} when the text is not well-formed.
 */
export function readDocument<Value>(text: string, read: (cursor: XmlCursor) => Value): Value {
  const cursor = new XmlTextCursor(text);
  try {
    const value = read(cursor);
    cursor.finish();
    return value;
  } catch (cause) {
    if (!(cause instanceof ResponseParserError) || cause instanceof MalformedXmlError) throw cause;
    throw new ResponseParserError(`${cause.message} (In the response's XML at ${cursor.path}.)`, { cause });
  }
}

/** Reads a body whose root holds such a value. An empty body is an empty root; as a union it is nothing. */
export function readXml(body: Uint8Array, schema: ValueSchema, reading: IntegerReading): unknown | Promise<unknown> {
  const read = elementReader(schema);
  if (body.length === 0) return isUnion(schema) ? undefined : read(new XmlTextCursor("<_/>"), reading);
  return withXml(body, (text) => readDocument(text, (root) => read(root, reading)));
}

/** Gives the reader for elements that hold such a value. Each schema is compiled once, at first use. */
export function elementReader(schema: ValueSchema): ReadElement {
  if (schema.kind !== "structure" && schema.kind !== "list" && schema.kind !== "map") return scalarReader(schema);
  let read = readers.get(schema);
  if (read === undefined) readers.set(schema, (read = compile(schema)));
  return read;
}

/**
 * Reads a structure out of the element that the cursor has opened. Elements that it does not model go to `other`,
 * which has to consume them.
 */
export function readStructure(
  schema: StructureSchema,
  cursor: XmlCursor,
  reading: IntegerReading,
  other: (cursor: XmlCursor) => void = skip,
): Record<string, unknown> {
  const plan = planStructure(schema);
  const output: Record<string, unknown> = {};
  for (const { name, wireName } of plan.attributes) {
    const value = cursor.attribute(wireName);
    if (value !== undefined) output[name] = value;
  }
  if (!cursor.enter()) return output;
  let field = plan.start;
  while (cursor.nextChild()) {
    // Services write their elements in one order: the one that came next the last time mostly comes next again.
    const expected = field.next;
    const found = expected !== undefined && cursor.isNamed(expected.tag) ? expected : plan.fields.get(cursor.name);
    if (found === undefined) {
      other(cursor);
      continue;
    }
    field.next = found;
    field = found;
    const { twin } = found;
    if (twin !== undefined) cursor.lookAhead(() => twin.read(output, cursor, reading));
    found.read(output, cursor, reading);
  }
  return output;
}

function isUnion(schema: ValueSchema): boolean {
  return schema.kind === "structure" && schema.union !== undefined;
}

type Readable = Exclude<ValueSchema, ScalarSchema>;

const readers = /*#__PURE__*/ new WeakMap<Readable, ReadElement>();

function compile(schema: Readable): ReadElement {
  if (schema.kind === "structure") {
    const { union } = schema;
    return union?.readXml === undefined
      ? (cursor, reading) => readStructure(schema, cursor, reading)
      : (cursor, reading) => union.readXml!(schema, cursor, reading);
  }
  let read: ReadElement | undefined;
  if (schema.kind === "map") {
    return (cursor, reading) => {
      const output: Record<string, unknown> = {};
      if (cursor.enter()) while (cursor.nextChild()) readEntry(schema, output, cursor, reading);
      return output;
    };
  }
  return (cursor, reading) => {
    const output: unknown[] = [];
    read ??= elementReader(schema.member);
    // The names of items do not matter.
    if (cursor.enter()) while (cursor.nextChild()) output.push(read(cursor, reading));
    return output;
  };
}

/** A member as it stands in the body. */
interface Field {
  readonly tag: string;
  /** Reads the element that the cursor has opened into the output. */
  readonly read: (output: Record<string, unknown>, cursor: XmlCursor, reading: IntegerReading) => void;
  /** The field that followed this one the last time. */
  next: Field | undefined;
  /** Another member that is read from the same elements (S3: `Event` and `Events`). */
  twin: Field | undefined;
}

interface StructurePlan {
  /** Stands before the first field. */
  readonly start: Pick<Field, "next">;
  readonly fields: ReadonlyMap<string, Field>;
  readonly attributes: readonly MemberSchema[];
}

const plans = /*#__PURE__*/ new WeakMap<StructureSchema, StructurePlan>();

function planStructure(schema: StructureSchema): StructurePlan {
  let plan = plans.get(schema);
  if (plan === undefined) {
    const fields = new Map<string, Field>();
    for (const member of schema.members) {
      if (!isInBody(member)) continue;
      const field = planField(member);
      field.twin = fields.get(field.tag);
      fields.set(field.tag, field);
    }
    const [next] = fields.values();
    plan = {
      start: { next },
      fields,
      attributes: schema.members.filter((member) => member.xmlAttribute),
    };
    plans.set(schema, plan);
  }
  return plan;
}

function isInBody({ location, eventHeader }: MemberSchema): boolean {
  return location !== "header" && location !== "headers" && location !== "statusCode" && !eventHeader;
}

function planField({ name, wireName, value: schema }: MemberSchema): Field {
  const field = (tag: string, read: Field["read"]): Field => ({ tag, read, next: undefined, twin: undefined });
  let readElement: ReadElement | undefined;
  // A flattened member has no element of its own, but one for each item or entry.
  if (schema.kind === "list" && schema.flattened) {
    // The name of the items, where there is one, stands in the place of the list's own.
    return field(schema.memberName ?? wireName, (output, cursor, reading) => {
      const items = (output[name] ??= []) as unknown[];
      items.push((readElement ??= elementReader(schema.member))(cursor, reading));
    });
  }
  if (schema.kind === "map" && schema.flattened) {
    return field(wireName, (output, cursor, reading) => {
      readEntry(schema, (output[name] ??= {}) as Record<string, unknown>, cursor, reading);
    });
  }
  return field(wireName, (output, cursor, reading) => {
    if (output[name] === undefined) output[name] = (readElement ??= elementReader(schema))(cursor, reading);
    else cursor.skip();
  });
}

function readEntry(
  schema: MapSchema,
  output: Record<string, unknown>,
  cursor: XmlCursor,
  reading: IntegerReading,
): void {
  let key: string | undefined;
  let value: unknown;
  if (cursor.enter()) {
    while (cursor.nextChild()) {
      if (cursor.isNamed(schema.keyName)) key = cursor.readText();
      else if (cursor.isNamed(schema.valueName)) value = elementReader(schema.value)(cursor, reading);
      else throw new ResponseParserError(`A map in the response has the unknown tag <${cursor.name}>.`);
    }
  }
  if (key === undefined && value === undefined) return;
  if (key === undefined || value === undefined) {
    throw new ResponseParserError(`A map in the response has an entry without ${key === undefined ? "key" : "value"}.`);
  }
  setOwn(output, key, value);
}

function skip(cursor: XmlCursor): void {
  cursor.skip();
}

function scalarReader(schema: ScalarSchema): ReadElement {
  if (schema.kind === "timestamp") return (cursor) => schema.code.parse(cursor.readText());
  if (schema.kind === "blob") return (cursor) => schema.decode(cursor.readText());
  return scalarReaders[schema.kind] ?? readString;
}

function readString(cursor: XmlCursor): string {
  return cursor.readText();
}

function readInteger(cursor: XmlCursor, reading: IntegerReading): number | bigint {
  return parseInteger(cursor.readText(), reading);
}

function readFloatingPoint(cursor: XmlCursor): number {
  return parseFloatingPoint(cursor.readText());
}

const scalarReaders: Readonly<Partial<Record<ScalarSchema["kind"], ReadElement>>> = {
  boolean: (cursor) => cursor.readText() === "true",
  integer: readInteger,
  long: readInteger,
  float: readFloatingPoint,
  double: readFloatingPoint,
};
