/**
 * Merges the `merge` of an extras file over a model: objects key by key, everything else replaced.
 * (botocore utils.py `deep_merge`)
 */
export function mergeExtras(base: unknown, extra: unknown): unknown {
  if (!isObject(base) || !isObject(extra)) return extra;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(extra)) {
    merged.set(key, merged.has(key) ? mergeExtras(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
