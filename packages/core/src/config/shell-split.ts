/**
 * Splits a string into words as a POSIX shell would, quotes and backslashes included (Python's `shlex.split`).
 * Undefined when a quote is not closed or the string ends with a backslash.
 */
export function shellSplit(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === "\\" && quote !== "'") {
      const next = text[at + 1];
      if (next === undefined) return undefined;
      // Within double quotes a backslash escapes only the quote and itself.
      word = (word ?? "") + (quote && next !== '"' && next !== "\\" ? character : "") + next;
      at += 1;
    } else if (quote) {
      if (character === quote) quote = undefined;
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= "";
    } else if (" \t\r\n".includes(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote) return undefined;
  if (word !== undefined) words.push(word);
  return words;
}
