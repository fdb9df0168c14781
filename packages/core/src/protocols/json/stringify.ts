import type { ListSchema, MapSchema, StructureSchema, TimestampSchema, ValueSchema } from "../../schema/read.js";
import { setOwn } from "../own-property.js";

/**
 * Writes a value as JSON by its schema: exactly what `JSON.stringify` prints, with members in the caller's order,
 * blobs as base64, timestamps in their format (default: epoch seconds), and NaN and infinities as strings.
 *
 * The schema says where anything needs to change. Subtrees that do not are handed to `JSON.stringify` untouched, the
 * rest is copied only where a value changes; the input itself never does.
 *
 * @see botocore serialize.py, JSONSerializer
 */
export function stringifyJson(schema: ValueSchema, value: unknown, milliseconds?: boolean): string {
  const convert = converterOf(schema);
  if (convert === undefined) return JSON.stringify(value);
  const context: Context = { milliseconds, bigint: false };
  const converted = convert(value, context);
  return context.bigint ? stringifyWithBigints(converted) : JSON.stringify(converted);
}

interface Context {
  readonly milliseconds: boolean | undefined;
  /** Set once a bigint remains that no number holds: `JSON.stringify` refuses those. */
  bigint: boolean;
}

type Convert = (value: unknown, context: Context) => unknown;

const converters = /*#__PURE__*/ new WeakMap<ValueSchema, Convert>();

/** Undefined where `JSON.stringify` prints the value as it must be. */
function converterOf(schema: ValueSchema): Convert | undefined {
  if (isPlain(schema)) return undefined;
  let convert = converters.get(schema);
  if (convert === undefined) converters.set(schema, (convert = compile(schema)));
  return convert;
}

/** Looks one structure deep: a deeper look would read the schemas of a whole service for its first call. */
function isPlain(schema: ValueSchema, structures = 1): boolean {
  switch (schema.kind) {
    case "string":
    case "boolean":
    case "integer":
    case "json":
      return true;
    case "list":
      return isPlain(schema.member, structures);
    case "map":
      return isPlain(schema.value, structures);
    case "structure":
      return (
        structures > 0 &&
        schema.members.every((member) => member.wireName === member.name && isPlain(member.value, structures - 1))
      );
    default:
      return false;
  }
}

function compile(schema: ValueSchema): Convert {
  switch (schema.kind) {
    case "structure":
      return compileStructure(schema);
    case "list":
      return compileList(schema);
    case "map":
      return compileMap(schema);
    case "timestamp":
      return compileTimestamp(schema);
    case "blob":
      return (value) => (value === null ? null : schema.encode(value));
    case "float":
    case "double":
      return convertFloat;
    case "long":
      return convertLong;
    default:
      return convertDocument;
  }
}

interface Member {
  readonly wireName: string;
  readonly convert: Convert | undefined;
}

function compileStructure(schema: StructureSchema): Convert {
  // Compiled at first use: schemas may be recursive.
  let members: Map<string, Member> | undefined;
  const renames = schema.members.some((member) => member.wireName !== member.name);
  return (value, context) => {
    if (!isObject(value)) return value;
    members ??= new Map(
      schema.members.map(({ name, wireName, value: type }) => [name, { wireName, convert: converterOf(type) }]),
    );
    let copy: Record<string, unknown> | undefined = renames ? {} : undefined;
    for (const name of Object.keys(value)) {
      const given = value[name];
      const member = members.get(name);
      const converted = member?.convert === undefined || given === undefined ? given : member.convert(given, context);
      if (renames) setOwn(copy!, member?.wireName ?? name, converted);
      else if (converted !== given) (copy ??= { ...value })[name] = converted;
    }
    return copy ?? value;
  };
}

function compileMap(schema: MapSchema): Convert {
  let convert: Convert | undefined;
  return (value, context) => {
    if (!isObject(value)) return value;
    convert ??= converterOf(schema.value)!;
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(value)) {
      const given = value[key];
      const converted = given === undefined ? given : convert(given, context);
      if (converted !== given) setOwn((copy ??= { ...value }), key, converted);
    }
    return copy ?? value;
  };
}

function compileList(schema: ListSchema): Convert {
  let convert: Convert | undefined;
  return (value, context) => {
    if (!Array.isArray(value)) return value;
    convert ??= converterOf(schema.member)!;
    let copy: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const given = value[index];
      const converted = given === undefined ? given : convert(given, context);
      if (converted !== given) (copy ??= value.slice())[index] = converted;
    }
    return copy ?? value;
  };
}

function compileTimestamp({ code, format = "unixTimestamp" }: TimestampSchema): Convert {
  return (value, context) => (value === null ? null : code.format(value, format, context.milliseconds));
}

function convertFloat(value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

function convertLong(value: unknown, context: Context): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  context.bigint = true;
  return value;
}

function convertDocument(value: unknown, context: Context): unknown {
  if (!context.bigint && hasBigint(value)) context.bigint = true;
  return value;
}

function hasBigint(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return typeof value === "bigint";
  return Object.values(value).some(hasBigint);
}

function stringifyWithBigints(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(stringifyWithBigints).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${stringifyWithBigints(item)}`).join(",")}}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
