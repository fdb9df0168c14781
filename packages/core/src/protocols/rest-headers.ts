import type { ValueSchema } from "../schema/read.js";
import { formatFloatingPoint, type IntegerReading, parseFloatingPoint, parseInteger } from "./number.js";
import type { ProtocolService } from "./protocol.js";

/** Writes a value as a header: lists joined with `,`, JSON values as base64, timestamps as RFC 822 by default. */
export function formatHeaderValue(schema: ValueSchema, value: unknown, service: ProtocolService): string {
  switch (schema.kind) {
    case "timestamp":
      return String(schema.code.format(value, schema.format ?? "rfc822", service.millisecondTimestamps, true));
    case "list":
      return (value as readonly unknown[])
        .filter((item) => item !== undefined && item !== null)
        .map((item) => formatItem(schema.member, item, service))
        .join(",");
    case "json":
      return schema.format(value);
    case "float":
    case "double":
      return formatFloatingPoint(value as number);
    case "blob":
      return schema.encode(value);
    default:
      return String(value);
  }
}

/**
 * Reads a header's text as the model says.
 *
 * @throws {@link ResponseParserError} when the text does not fit its type.
 */
export function parseHeaderValue(schema: ValueSchema, text: string, reading: IntegerReading): unknown {
  switch (schema.kind) {
    case "boolean":
      return text.toLowerCase() === "true";
    case "integer":
    case "long":
      return parseInteger(text, reading);
    case "float":
    case "double":
      return parseFloatingPoint(text);
    case "timestamp":
      return schema.code.parse(text);
    case "blob":
      return schema.decode(text);
    case "json":
      return schema.parse(text);
    case "list":
      return splitHeader(text, schema.member.kind === "timestamp").map((item) =>
        parseHeaderValue(schema.member, item, reading),
      );
    default:
      return text;
  }
}

function formatItem(schema: ValueSchema, item: unknown, service: ProtocolService): string {
  const text = formatHeaderValue(schema, item, service);
  return schema.kind === "string" && /[",]/.test(text) ? `"${text.replaceAll('"', '\\"')}"` : text;
}

/** Splits at commas, but neither within quotes nor within an RFC 822 date (`Mon, 16 Dec 2019 …`). */
function splitHeader(text: string, dates: boolean): string[] {
  const items: string[] = text.match(dates ? dateItem : quotableItem) ?? [];
  return items.map((item) => unquote(item.trim()));
}

function unquote(item: string): string {
  return item.length > 1 && item.startsWith('"') && item.endsWith('"')
    ? item.slice(1, -1).replace(/\\(["\\])/g, "$1")
    : item;
}

const dateItem: RegExp = /(?:\s*[A-Za-z]{3,9},)?[^,]+/g;
const quotableItem: RegExp = /\s*"(?:[^"\\]|\\.)*"\s*(?=,|$)|[^,]+/g;
