/**
 * Writes JSON as Python's `json.dumps` does by default: a space behind each comma and colon, nothing but ASCII. With
 * `sorted`, the keys of objects are in order (`sort_keys`).
 */
export function pythonJson(value: unknown, sorted = false): string {
  if (Array.isArray(value)) return `[${value.map((item) => pythonJson(item, sorted)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value).replace(/[\x7f-\uffff]/g, escape);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (sorted) entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${pythonJson(key)}: ${pythonJson(inner, sorted)}`).join(", ")}}`;
}

/** The same without blanks (`separators=(",", ":")`): keys stay in the order that they have. */
export function compactPythonJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\x7f-\uffff]/g, escape);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
