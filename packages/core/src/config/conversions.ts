/** `true` for the word in any case, `false` for everything else (botocore's `ensure_boolean`). */
export function toBoolean(value: unknown): boolean {
  return value === true || (typeof value === "string" && value.toLowerCase() === "true");
}

/** A whole number, written as Python's `int()` takes it. */
export function toInteger(value: unknown): number {
  if (Number.isSafeInteger(value)) return value as number;
  if (typeof value === "string" && /^[+-]?\d+(?:_\d+)*$/.test(value.trim())) return Number(value.replaceAll("_", ""));
  throw new TypeError(`a whole number is expected, not ${JSON.stringify(value)}`);
}
