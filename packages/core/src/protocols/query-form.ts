import { percentEncode } from "../encoding/percent.js";
import type { FormBody } from "../http/serialized-request.js";
import type { OperationDescriptor } from "../schema/operation.js";
import {
  type ListSchema,
  type MapSchema,
  type MemberSchema,
  readSchema,
  type ScalarSchema,
  type StructureSchema,
  type ValueSchema,
} from "../schema/read.js";
import { formatFloatingPoint } from "./number.js";
import type { ProtocolService, SerializedRequest } from "./protocol.js";

/** Where the query protocol and EC2's dialect differ. */
export interface FormDialect {
  /** The part of a key that stands for a member. */
  memberName(member: MemberSchema): string;
  /** What stands before the number of an item. */
  itemPrefix(list: ListSchema, prefix: string): string;
  /** Whether an empty list is written, as a key without value. */
  readonly emptyLists: boolean;
}

/**
 * Serialises a call as a form. It stays a mapping, which handlers and the presigner edit, until {@link encodeForm}
 * writes it.
 *
 * @see botocore serialize.py, QuerySerializer
 */
export function serializeForm(
  operation: OperationDescriptor,
  input: Record<string, unknown>,
  service: ProtocolService,
  dialect: FormDialect,
): SerializedRequest {
  const form = new Map([
    ["Action", operation.name],
    ["Version", service.apiVersion],
  ]);
  if (operation.input !== undefined) {
    const writer: FormWriter = { form, dialect, milliseconds: service.millisecondTimestamps };
    writeStructure(writer, readSchema(operation.input), input, "");
  }
  const request: SerializedRequest = {
    method: operation.http[0],
    path: "/",
    query: [],
    headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: { form },
  };
  return request;
}

/** Writes a form body as it goes on the wire: spaces as `+`, all but RFC 3986's unreserved characters encoded. */
export function encodeForm({ form }: FormBody): string {
  let text = "";
  for (const [key, value] of form) text += `${text && "&"}${encode(key)}=${encode(value)}`;
  return text;
}

function encode(text: string): string {
  return plain.test(text) ? text : percentEncode(text).replaceAll("%20", "+");
}

const plain: RegExp = /^[A-Za-z0-9._~-]*$/;

interface FormWriter {
  readonly form: Map<string, string>;
  readonly dialect: FormDialect;
  readonly milliseconds: boolean | undefined;
}

function write(writer: FormWriter, schema: ValueSchema, value: unknown, prefix: string): void {
  switch (schema.kind) {
    case "structure":
      return writeStructure(writer, schema, value as Record<string, unknown>, prefix);
    case "list":
      return writeList(writer, schema, value as readonly unknown[], prefix);
    case "map":
      return writeMap(writer, schema, value as Record<string, unknown>, prefix);
    default:
      writer.form.set(prefix, formatScalar(writer, schema, value));
  }
}

function writeStructure(
  writer: FormWriter,
  schema: StructureSchema,
  value: Record<string, unknown>,
  prefix: string,
): void {
  for (const key of Object.keys(value)) {
    const member = schema.byName.get(key);
    const item = value[key];
    if (member === undefined || item === undefined || item === null) continue;
    const name = writer.dialect.memberName(member);
    write(writer, member.value, item, prefix === "" ? name : `${prefix}.${name}`);
  }
}

function writeList(writer: FormWriter, schema: ListSchema, value: readonly unknown[], prefix: string): void {
  if (value.length === 0 && writer.dialect.emptyLists) writer.form.set(prefix, "");
  const itemPrefix = writer.dialect.itemPrefix(schema, prefix);
  let number = 0;
  for (const item of value) write(writer, schema.member, item, `${itemPrefix}.${++number}`);
}

function writeMap(writer: FormWriter, schema: MapSchema, value: Record<string, unknown>, prefix: string): void {
  const entryPrefix = schema.flattened ? prefix : `${prefix}.entry`;
  let number = 0;
  for (const key of Object.keys(value)) {
    number++;
    writer.form.set(`${entryPrefix}.${number}.${schema.keyName}`, key);
    write(writer, schema.value, value[key], `${entryPrefix}.${number}.${schema.valueName}`);
  }
}

function formatScalar(writer: FormWriter, schema: ScalarSchema, value: unknown): string {
  switch (schema.kind) {
    case "boolean":
      return value ? "true" : "false";
    case "blob":
      return schema.encode(value);
    case "timestamp":
      return String(schema.code.format(value, schema.format ?? "iso8601", writer.milliseconds));
    case "float":
    case "double":
      return formatFloatingPoint(value as number);
    default:
      return String(value);
  }
}
