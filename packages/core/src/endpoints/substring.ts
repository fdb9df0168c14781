/**
 * The characters from `start` up to `stop`, counted from the end with `reverse`. Nothing when they are out of range
 * or the text is not ASCII.
 */
export function substring(text: string | undefined, start: number, stop: number, reverse: boolean): string | undefined {
  // ASCII begins with the control characters.
  if (text === undefined || start >= stop || text.length < stop || !/^[\x00-\x7f]*$/.test(text)) return undefined;
  return reverse ? text.slice(text.length - stop, text.length - start) : text.slice(start, stop);
}
