/** A copy with the value at a dotted path replaced, and left out where it is undefined. What is on the way is copied. */
export function setAt<Value>(target: Value, path: string, value: unknown): Value {
  const [key = "", ...rest] = path.split(".");
  const copy = { ...target } as Record<string, unknown>;
  if (rest.length > 0) copy[key] = setAt(copy[key] ?? {}, rest.join("."), value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy as Value;
}
