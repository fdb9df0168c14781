import { ResponseParserError } from "../errors/parser.js";

/**
 * How integers of a response are read. `inexact` turns true once one was met that a number cannot hold: the protocol
 * then has {@link reportInexact} look for the members.
 */
export interface IntegerReading {
  readonly bigint: boolean;
  inexact: boolean;
}

/**
 * Reads an integer from text. Beyond ±(2^53−1) it is a bigint where that was asked for, else the nearest number.
 *
 * @throws {@link ResponseParserError} when the text is not an integer.
 */
export function parseInteger(text: string, reading: IntegerReading): number | bigint {
  const value = integerPattern.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(value)) return value;
  if (Number.isNaN(value)) throw new ResponseParserError(`Not an integer: a text of ${text.length} characters`);
  reading.inexact = true;
  return reading.bigint ? BigInt(text.trim().replace("+", "")) : value;
}

/**
 * Reads a floating-point number from text, `NaN`, `Infinity` and `-Infinity` included.
 *
 * @throws {@link ResponseParserError} when the text is not a number.
 */
export function parseFloatingPoint(text: string): number {
  const value = Number(text);
  if ((Number.isNaN(value) && text !== "NaN") || text.trim() === "") {
    throw new ResponseParserError(`Not a number: a text of ${text.length} characters`);
  }
  return value;
}

/** Writes a floating-point number as text (query, XML, headers): as botocore, with exponents of two digits. */
export function formatFloatingPoint(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  if (Number.isInteger(value) || Math.abs(value) >= 1e-4) return String(value);
  return value.toExponential().replace(/e-(\d)$/, "e-0$1");
}

const integerPattern: RegExp = /^\s*[+-]?\d+\s*$/;
