/** What Python's `str.strip()` removes: not quite what `trim()` does (U+FEFF stays, U+001C to U+001F and U+0085 go). */
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

/** Python's `str.strip()`. */
export function strip(text: string): string {
  return stripEnd(text.slice(indentation(text)));
}

/** Python's `str.rstrip()`. */
export function stripEnd(text: string): string {
  let end = text.length;
  space ??= new RegExp(`[${SPACE}]`);
  while (end > 0 && space.test(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** How many characters of white space a line begins with. */
export function indentation(line: string): number {
  space ??= new RegExp(`[${SPACE}]`);
  let at = 0;
  while (at < line.length && space.test(line[at]!)) at += 1;
  return at;
}

/** Python's `str.splitlines()`, without a last empty line. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/);
}

let space: RegExp | undefined;
