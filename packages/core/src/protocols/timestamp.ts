import { ParamValidationError } from "../errors/call.js";
import { ResponseParserError } from "../errors/parser.js";
import type { ScalarWithCode } from "../schema/codes.js";
import type { TimestampCode, TimestampFormat } from "../schema/read.js";
import { reportType, type ValidationContext } from "./validate.js";

/**
 * Writes an input timestamp in the format that its place on the wire asks for.
 *
 * Takes what botocore takes: a date, epoch seconds as a number or numeric string, an ISO 8601 or RFC 822 string
 * (without a zone: UTC). ISO 8601 carries a fraction of six digits only where there is one; epoch and RFC 822 are cut
 * to whole seconds. With `milliseconds`, ISO 8601 has exactly three decimals and epoch seconds up to three. With
 * `wholeSeconds`, as headers are written, every format is cut to whole seconds first.
 *
 * @throws {@link ParamValidationError} when the value is not a point in time.
 * @see botocore serialize.py, Serializer._convert_timestamp_to_str
 */
export function formatTimestamp(
  value: unknown,
  format: TimestampFormat,
  milliseconds?: boolean,
  wholeSeconds?: boolean,
): string | number {
  const input = readMillis(value);
  if (Number.isNaN(input)) throw new ParamValidationError(`Not a timestamp: a ${typeof value}`);
  const millis = wholeSeconds ? Math.floor(input / 1000) * 1000 : input;
  const whole = Math.floor(millis);
  if (format === "unixTimestamp") return milliseconds ? whole / 1000 : Math.floor(whole / 1000);
  if (format === "rfc822") return new Date(whole).toUTCString();
  const text = new Date(whole).toISOString();
  if (milliseconds) return text;
  const micros = String(Math.round((millis - whole) * 1000)).padStart(3, "0");
  const fraction = text.slice(-4, -1) + micros;
  return fraction === "000000" ? `${text.slice(0, -5)}Z` : `${text.slice(0, -5)}.${fraction}Z`;
}

/** Whether an input value is one that {@link formatTimestamp} takes. */
export function isTimestampInput(value: unknown): boolean {
  return !Number.isNaN(readMillis(value));
}

/**
 * Reads a timestamp from a response: a number or a string, in any of the three formats, whatever the model says.
 * Dates hold milliseconds; further digits are cut.
 *
 * @throws {@link ResponseParserError} when the value is not a point in time.
 */
export function parseTimestamp(value: unknown): Date {
  const millis = readMillis(value);
  if (Number.isNaN(millis)) throw new ResponseParserError(`Not a timestamp: a ${typeof value}`);
  return new Date(Math.floor(millis));
}

const code: TimestampCode = { format: formatTimestamp, parse: parseTimestamp };

/*#__NO_SIDE_EFFECTS__*/
function timestampType(format?: TimestampFormat, sensitive = false): ScalarWithCode {
  return ["k", { kind: "timestamp", format, sensitive, check, code }];
}

function check(value: unknown, context: ValidationContext): void {
  if (!isTimestampInput(value)) reportType(context, value, "Date, epoch seconds, timestamp string");
}

/** A timestamp in the format that the protocol and the place prescribe. */
export const timestamp$: ScalarWithCode = /*#__PURE__*/ timestampType();
export const iso8601$: ScalarWithCode = /*#__PURE__*/ timestampType("iso8601");
export const unixTimestamp$: ScalarWithCode = /*#__PURE__*/ timestampType("unixTimestamp");
export const rfc822$: ScalarWithCode = /*#__PURE__*/ timestampType("rfc822");
export const sensitiveTimestamp$: ScalarWithCode = /*#__PURE__*/ timestampType(undefined, true);
export const sensitiveIso8601$: ScalarWithCode = /*#__PURE__*/ timestampType("iso8601", true);
export const sensitiveUnixTimestamp$: ScalarWithCode = /*#__PURE__*/ timestampType("unixTimestamp", true);
export const sensitiveRfc822$: ScalarWithCode = /*#__PURE__*/ timestampType("rfc822", true);

/** Milliseconds since the epoch, microseconds as their fraction; NaN where the value is no point in time. */
function readMillis(value: unknown): number {
  if (value instanceof Date || isForeignDate(value)) return value.getTime();
  const millis =
    typeof value === "string" ? parseText(value) : typeof value === "number" ? fromSeconds(value) : Number.NaN;
  return Math.abs(millis) <= 8.64e15 ? millis : Number.NaN;
}

/** A date of another realm: a test runner's, an iframe's. */
function isForeignDate(value: unknown): value is Date {
  return typeof value === "object" && Object.prototype.toString.call(value) === "[object Date]";
}

/** Rounded to the microsecond, the finest that botocore reads. */
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
  return parseIso(trimmed) ?? parseRfc822(trimmed) ?? Number.NaN;
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
  if (date.getUTCMonth() !== month || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return Number.NaN;
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
