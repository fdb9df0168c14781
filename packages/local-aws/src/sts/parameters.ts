import { ServiceError } from "../service-error.js";

/** A parameter that must be there and match. */
export function requiredParameter(
  parameters: ReadonlyMap<string, string>,
  name: string,
  pattern: RegExp = /[^]/,
): string {
  const value = parameters.get(name);
  if (value === undefined) {
    throw validationError(name, "null", "Member must not be null");
  }
  if (!pattern.test(value)) {
    throw validationError(name, `'${value}'`, `Member must satisfy regular expression pattern: ${pattern.source}`);
  }
  return value;
}

/** `DurationSeconds`, between 900 and `max`. */
export function readDuration(parameters: ReadonlyMap<string, string>, fallback: number, max: number): number {
  const text = parameters.get("DurationSeconds") ?? String(fallback);
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds >= MIN_DURATION_SECONDS)) {
    throw validationError("DurationSeconds", `'${text}'`, "Member must have value greater than or equal to 900");
  }
  if (seconds > max) {
    throw validationError("DurationSeconds", `'${text}'`, `Member must have value less than or equal to ${max}`);
  }
  return seconds;
}

function validationError(name: string, value: string, constraint: string): ServiceError {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return new ServiceError(
    "ValidationError",
    400,
    `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

const MIN_DURATION_SECONDS = 900;
