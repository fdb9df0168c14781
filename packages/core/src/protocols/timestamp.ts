import { ParamValidationError } from "../errors/call.js";
import { ResponseParserError } from "../errors/parser.js";
import type { TimestampFormat } from "../schema/read.js";

/**
 * Writes an input timestamp in the format that its place on the wire asks for.
 *
 * Takes what botocore takes: a date, epoch seconds as a number or numeric string, an ISO 8601 or RFC 822 string
 * (without a zone: UTC). ISO 8601 carries a fraction of six digits only where there is one; epoch and RFC 822 are cut
 * to whole seconds. With `milliseconds`, ISO 8601 has exactly three decimals and epoch seconds up to three.
 *
 * @throws {@link ParamValidationError} when the value is not a point in time.
 * @see botocore serialize.py, Serializer._convert_timestamp_to_str
 */
export function formatTimestamp(value: unknown, format: TimestampFormat, milliseconds?: boolean): string | number {
  const micros = readMicros(value);
  if (Number.isNaN(micros)) throw new ParamValidationError(`Not a timestamp: ${String(value)}`);
  return formatMicros(micros, format, milliseconds);
}

/** The same for headers, where every format is cut to whole seconds first. */
export function formatHeaderTimestamp(value: unknown, format: TimestampFormat, milliseconds?: boolean): string {
  const micros = readMicros(value);
  if (Number.isNaN(micros)) throw new ParamValidationError(`Not a timestamp: ${String(value)}`);
  return String(formatMicros(Math.floor(micros / 1e6) * 1e6, format, milliseconds));
}

/** Whether an input value is one that {@link formatTimestamp} takes. */
export function isTimestampInput(value: unknown): boolean {
  return !Number.isNaN(readMicros(value));
}

/**
 * Reads a timestamp from a response: a number or a string, in any of the three formats, whatever the model says.
 * Dates hold milliseconds; further digits are cut.
 *
 * @throws {@link ResponseParserError} when the value is not a point in time.
 */
export function parseTimestamp(value: unknown): Date {
  const millis = typeof value === "string" ? parseText(value) : typeof value === "number" ? fromSeconds(value) : NaN;
  const date = new Date(Math.floor(millis));
  if (Number.isNaN(date.getTime())) throw new ResponseParserError(`Not a timestamp: ${JSON.stringify(value)}`);
  return date;
}

function formatMicros(micros: number, format: TimestampFormat, milliseconds: boolean | undefined): string | number {
  const millis = Math.floor(micros / 1000);
  if (format === "unixTimestamp") return milliseconds ? millis / 1000 : Math.floor(millis / 1000);
  if (format === "rfc822") return new Date(millis).toUTCString();
  const text = new Date(millis).toISOString();
  if (milliseconds) return text;
  const fraction = micros - Math.floor(micros / 1e6) * 1e6;
  const seconds = text.slice(0, -5);
  return fraction === 0 ? `${seconds}Z` : `${seconds}.${String(fraction).padStart(6, "0")}Z`;
}

/** Microseconds since the epoch, or NaN. */
function readMicros(value: unknown): number {
  if (value instanceof Date) return value.getTime() * 1000;
  if (typeof value === "string") return Math.round(parseText(value) * 1000);
  if (typeof value === "number") return Math.round(fromSeconds(value) * 1000);
  return NaN;
}

/** Milliseconds, with microseconds as their fraction where the number has them. */
function fromSeconds(seconds: number): number {
  return Number.isInteger(seconds) ? seconds * 1000 : Math.round(seconds * 1e6) / 1000;
}

function parseText(text: string): number {
  if (isPlainIso(text)) {
    const millis = Date.parse(text);
    if (!Number.isNaN(millis)) return millis;
  }
  const trimmed = text.trim();
  if (trimmed !== "" && !Number.isNaN(Number(trimmed))) return fromSeconds(Number(trimmed));
  return parseIso(trimmed) ?? parseRfc822(trimmed) ?? NaN;
}

/** The form that services send, `2015-01-25T08:00:00Z` with no or three decimals, which `Date.parse` reads fast. */
function isPlainIso(text: string): boolean {
  const length = text.length;
  // Date.parse rolls 30 February over to March: late days of a month take the careful way.
  return (
    (length === 20 || length === 24) &&
    text.charCodeAt(length - 1) === 90 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(8) < 51 &&
    !(text.charCodeAt(8) === 50 && text.charCodeAt(9) === 57)
  );
}

function parseIso(text: string): number | undefined {
  const match = isoPattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone] = match;
  return pointInTime(Number(year), Number(month) - 1, Number(day), [hour, minute, second], fraction, zone);
}

function parseRfc822(text: string): number | undefined {
  const match = rfc822Pattern.exec(text);
  const month = match === null ? -1 : months.indexOf(match[2]!.toLowerCase());
  if (match === null || month < 0) return undefined;
  const [, day, , year, hour, minute, second = "0", fraction = "", zone] = match;
  // Two digits name the nearest such year to the turn of the century. (RFC 2822, 4.3)
  const fullYear = Number(year) + (year!.length > 2 ? 0 : Number(year) < 50 ? 2000 : 1900);
  return pointInTime(fullYear, month, Number(day), [hour!, minute!, second], fraction, zone);
}

function pointInTime(
  year: number,
  month: number,
  day: number,
  [hour, minute, second]: [string, string, string],
  fraction: string,
  zone: string | undefined,
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  if (date.getUTCMonth() !== month || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return NaN;
  const micros = Number(fraction.slice(0, 6).padEnd(6, "0"));
  const millis = date.getTime() + Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1000;
  return millis - zoneOffset(zone) * 60_000 + micros / 1000;
}

/** Minutes east of Greenwich. */
function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || !/\d/.test(zone)) return 0;
  const digits = zone.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return zone.startsWith("-") ? -minutes : minutes;
}

const isoPattern: RegExp =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/i;
const rfc822Pattern: RegExp =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s-]([a-z]{3})[a-z]*[\s-](\d{4}|\d\d)\s+(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?\s*(Z|UTC?|GMT|[+-]\d\d:?\d\d)?$/i;
const months: readonly string[] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
