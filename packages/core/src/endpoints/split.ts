/** Splits text at a delimiter; with a `limit` above 0 the last of that many parts holds the rest. */
export function split(text: string, delimiter: string, limit: number): readonly string[] {
  const parts = text.split(delimiter);
  return limit > 0 && parts.length > limit
    ? [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(delimiter)]
    : parts;
}
