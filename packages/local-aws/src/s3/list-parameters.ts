import { percentEncode } from "../uri.js";
import { invalidArgument } from "./errors.js";
import { compareUtf8 } from "./object-index.js";

/** Reads `max-keys`, `max-uploads` and the like: a number from 0 up; more than the limit counts as the limit. */
export function readMax(query: ReadonlyMap<string, string>, name: string, limit = 1000): number {
  const text = query.get(name);
  if (text === undefined || text === "") {
    return limit;
  }
  if (!/^\d{1,10}$/.test(text) || Number(text) > MAX_INT) {
    throw invalidArgument("Provided max-keys not an integer or within integer range", name, text);
  }
  return Math.min(Number(text), limit);
}

/** How keys are written in a list: as they are, or with `encoding-type=url` like a form value with its slashes. */
export function keyWriter(query: ReadonlyMap<string, string>): (key: string) => string {
  const type = query.get("encoding-type");
  if (type === undefined || type === "") {
    return (key) => key;
  }
  if (type !== "url") {
    throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", type);
  }
  return (key) => percentEncode(Buffer.from(key, "utf8"), true).replaceAll("%20", "+").replaceAll("%2A", "*");
}

/** A page of a list: entries and the prefixes that others were rolled up into, in one order. */
export interface ListPage<Entry> {
  readonly entries: readonly Entry[];
  readonly commonPrefixes: readonly string[];
  /** The last key or prefix of the page, where more follows. */
  readonly next: string | undefined;
}

/**
 * One page of sorted entries after `after`: those with the prefix, and instead of all that go on beyond the next
 * delimiter, their common prefix.
 */
export function listPage<Entry>(
  entries: Iterable<Entry>,
  keyOf: (entry: Entry) => string,
  options: { readonly prefix: string; readonly delimiter: string; readonly after: string; readonly max: number },
): ListPage<Entry> {
  const { prefix, delimiter, after, max } = options;
  const page: Entry[] = [];
  const commonPrefixes: string[] = [];
  let last = "";
  for (const entry of entries) {
    const key = keyOf(entry);
    const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const shown = cut === -1 ? key : key.slice(0, cut + delimiter.length);
    const isShown =
      key.startsWith(prefix) && (after === "" || compareUtf8(shown, after) > 0) && !isRolledUp(cut, shown);
    if (!isShown) {
      continue;
    }
    if (page.length + commonPrefixes.length >= max) {
      return { entries: page, commonPrefixes, next: max === 0 ? undefined : last };
    }
    last = shown;
    if (cut === -1) {
      page.push(entry);
    } else {
      commonPrefixes.push(shown);
    }
  }
  return { entries: page, commonPrefixes, next: undefined };

  function isRolledUp(cut: number, shown: string): boolean {
    return cut !== -1 && commonPrefixes.at(-1) === shown;
  }
}

const MAX_INT = 2_147_483_647;
