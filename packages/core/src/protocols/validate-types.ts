/** An object with members, as structures and maps are given: no array, no date, no bytes. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // Class instances and objects of other realms may well have the members; what is known to be something else has not.
  return !exoticTags.test(tagOf(value)) && !ArrayBuffer.isView(value);
}

/** Whatever bytes can be read from: a Blob or File, a web stream, an async iterable. */
export function isStream(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (
    Symbol.asyncIterator in value ||
    ("getReader" in value && typeof value.getReader === "function") ||
    ("arrayBuffer" in value && typeof value.arrayBuffer === "function")
  );
}

export function describeType(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  const tag = tagOf(value);
  if (tag.toLowerCase() !== "object") return tag === "Array" ? "array" : tag;
  const name = value.constructor?.name ?? "object";
  return name === "Object" ? "object" : name;
}

/** A scalar as it stands, shortened; never the contents of an object, and nothing of what the model calls sensitive. */
export function describeValue(value: unknown, sensitive: boolean): string {
  if (sensitive) return "***";
  if (Array.isArray(value)) return "[…]";
  if (typeof value === "object" && value !== null && !(value instanceof Date)) return "{…}";
  if (typeof value === "function") return "[function]";
  const text = String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

const exoticTags = /^(Array|Date|Map|Set|RegExp|ArrayBuffer|SharedArrayBuffer|Promise|Blob|File)$/;
