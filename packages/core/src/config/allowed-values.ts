import type { IniaError } from "../errors/inia-error.js";
import type { Place } from "./key-place.js";

/**
 * `value` when it is one of the allowed ones, else an error of the given class that names the source and them all.
 */
export function oneOf<Value extends string>(
  value: unknown,
  allowed: readonly Value[],
  source: Place,
  ErrorClass: new (message: string) => IniaError,
): Value {
  if (allowed.includes(value as Value)) return value as Value;
  throw new ErrorClass(`Wrong value in ${source}: ${JSON.stringify(value)}; allowed are ${allowed.join(", ")}.`);
}

/** A whole number within bounds, given as a number or as text. */
export function wholeNumber(
  value: unknown,
  min: number,
  max: number,
  source: Place,
  ErrorClass: new (message: string) => IniaError,
): number {
  const number = typeof value === "string" ? Number(value.trim() || Number.NaN) : value;
  if (Number.isSafeInteger(number) && (number as number) >= min && (number as number) <= max) return number as number;
  const bounds = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new ErrorClass(`Wrong value in ${source}: ${JSON.stringify(value)}; a whole number ${bounds} is expected.`);
}

export const defaultsModes = ["legacy", "auto", "standard", "in-region", "cross-region", "mobile"] as const;
export const retryModes = ["standard", "legacy", "adaptive"] as const;
export const checksumModes = ["when_supported", "when_required"] as const;
export const accountIdEndpointModes = ["preferred", "disabled", "required"] as const;
export const addressingStyles = ["virtual", "path", "auto"] as const;
export const regionalEndpoints = ["legacy", "regional"] as const;
