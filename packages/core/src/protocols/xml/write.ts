import type {
  ListSchema,
  MapSchema,
  MemberSchema,
  ScalarSchema,
  StructureSchema,
  ValueSchema,
} from "../../schema/read.js";
import { formatFloatingPoint } from "../number.js";

/**
 * Writes a value as an element, members in the order of the value's own keys, as Python's ElementTree prints it: empty
 * elements as `<Name />`, no declaration.
 *
 * `milliseconds` gives timestamps exactly three decimals.
 *
 * @see botocore serialize.py, RestXMLSerializer
 */
export function writeElement(
  name: string,
  schema: ValueSchema,
  value: unknown,
  namespace: Namespace,
  milliseconds: boolean | undefined,
): string {
  switch (schema.kind) {
    case "structure":
      return writeStructure(name, schema, value as Record<string, unknown>, namespace, milliseconds);
    case "list":
      return writeList(name, schema, value as readonly unknown[], namespace, milliseconds);
    case "map":
      return writeMap(name, schema, value as Record<string, unknown>, namespace, milliseconds);
    default:
      return close(name, writeNamespace(namespace), escapeText(formatScalar(schema, value, milliseconds)));
  }
}

type Namespace = MemberSchema["namespace"];

function writeStructure(
  name: string,
  schema: StructureSchema,
  value: Record<string, unknown>,
  namespace: Namespace,
  milliseconds: boolean | undefined,
): string {
  let ownNamespace = namespace;
  let attributes = "";
  let content = "";
  for (const key of Object.keys(value)) {
    const member = schema.byName.get(key);
    const item = value[key];
    if (member === undefined || item === undefined || item === null) continue;
    if (member.xmlAttribute) attributes += ` ${member.wireName}="${escapeAttribute(String(item))}"`;
    else content += writeElement(member.wireName, member.value, item, member.namespace, milliseconds);
    // A flattened list has no element of its own: its namespace lands on the element around it.
    if (member.value.kind === "list" && member.value.flattened) ownNamespace = member.namespace ?? ownNamespace;
  }
  return close(name, writeNamespace(ownNamespace) + attributes, content);
}

function writeList(
  name: string,
  schema: ListSchema,
  value: readonly unknown[],
  namespace: Namespace,
  milliseconds: boolean | undefined,
): string {
  const itemName = schema.flattened ? name : (schema.memberName ?? "member");
  let items = "";
  for (const item of value) items += writeElement(itemName, schema.member, item, schema.namespace, milliseconds);
  return schema.flattened ? items : close(name, writeNamespace(namespace), items);
}

function writeMap(
  name: string,
  schema: MapSchema,
  value: Record<string, unknown>,
  namespace: Namespace,
  milliseconds: boolean | undefined,
): string {
  let entries = "";
  for (const key of Object.keys(value)) {
    const entry =
      writeElement(schema.keyName, schema.key, key, schema.keyNamespace, milliseconds) +
      writeElement(schema.valueName, schema.value, value[key], schema.valueNamespace, milliseconds);
    entries += close(schema.flattened ? name : "entry", "", entry);
  }
  return schema.flattened ? entries : close(name, writeNamespace(namespace), entries);
}

function formatScalar(schema: ScalarSchema, value: unknown, milliseconds: boolean | undefined): string {
  switch (schema.kind) {
    case "boolean":
      return value ? "true" : "false";
    case "blob":
      return schema.encode(value);
    case "timestamp":
      return String(schema.code.format(value, schema.format ?? "iso8601", milliseconds));
    case "float":
    case "double":
      return formatFloatingPoint(value as number);
    default:
      return String(value);
  }
}

function close(name: string, attributes: string, content: string): string {
  return content === "" ? `<${name}${attributes} />` : `<${name}${attributes}>${content}</${name}>`;
}

function writeNamespace(namespace: Namespace): string {
  if (namespace === undefined) return "";
  const [uri, prefix] = namespace;
  return ` xmlns${prefix ? `:${prefix}` : ""}="${escapeAttribute(uri)}"`;
}

function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : text;
}

function escapeAttribute(text: string): string {
  return escapeText(text)
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\t", "&#09;");
}
