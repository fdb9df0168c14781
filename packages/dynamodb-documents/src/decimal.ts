import { DocumentError } from "./document-error.js";

/**
 * A number as DynamoDB holds it: up to 38 significant digits, from 10^-130 to just under 10^126. It does not calculate;
 * hand `digits` to a library that does.
 *
 * @throws DocumentError when the text is no such number.
 */
export class Decimal {
  /** One text for each number: `1.5`, whether made of `1.50` or `15E-1`. Very large and small ones have an exponent. */
  readonly digits: string;

  constructor(value: string | number | bigint) {
    this.digits = canonicalDigits(String(value));
  }

  /** What marks decimals of every copy of this package. */
  get [Symbol.toStringTag](): "Decimal" {
    return "Decimal";
  }

  /** The nearest number. */
  toNumber(): number {
    return Number(this.digits);
  }

  toString(): string {
    return this.digits;
  }

  toJSON(): string {
    return this.digits;
  }
}

/** @throws DocumentError when DynamoDB cannot hold the number. */
export function canonicalDigits(text: string): string {
  const parts = decimalParts(text);
  if (parts === undefined) throw new DocumentError("this is not a decimal number.", "");
  const { sign, digits, exponent } = parts;
  if (digits === "") return "0";
  if (digits.length > 38) {
    throw new DocumentError(`a number has at most 38 significant digits, and this has ${digits.length}.`, "");
  }
  // The power of ten of the first digit.
  const magnitude = digits.length - 1 + exponent;
  if (magnitude > 125 || magnitude < -130) {
    throw new DocumentError(
      `numbers of DynamoDB lie between 10^-130 and 10^126, and this has the magnitude of 10^${magnitude}.`,
      "",
    );
  }
  return sign + plainOrScientific(digits, exponent, magnitude);
}

/**
 * The value of a whole number's text, whatever way it is written: `12E+2`; undefined where there is a fraction.
 */
export function wholeNumber(text: string): bigint | undefined {
  const parts = decimalParts(text);
  if (parts === undefined || parts.exponent < 0) return undefined;
  return BigInt(parts.sign + parts.digits + "0".repeat(parts.exponent));
}

interface DecimalParts {
  readonly sign: string;
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  /** The power of ten of the last digit. */
  readonly exponent: number;
}

function decimalParts(text: string): DecimalParts | undefined {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  const [, sign, whole = "", fraction = "", power = "0"] = match ?? [];
  if (whole + fraction === "") return undefined;
  const significant = (whole + fraction).replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  return {
    sign: sign === "-" ? sign : "",
    digits,
    exponent: digits === "" ? 0 : Number(power) - fraction.length + significant.length - digits.length,
  };
}

function plainOrScientific(digits: string, exponent: number, magnitude: number): string {
  if (magnitude > 37 || magnitude < -7) {
    const fraction = digits.slice(1);
    return `${digits[0]}${fraction && `.${fraction}`}E${magnitude > 0 ? "+" : ""}${magnitude}`;
  }
  if (exponent >= 0) return digits + "0".repeat(exponent);
  if (magnitude < 0) return `0.${"0".repeat(-magnitude - 1)}${digits}`;
  return `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}
