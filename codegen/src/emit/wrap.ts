/** What a line of a doc comment holds, so that with stars and indentation it stays within 120 columns. */
const lineLength = 110;

/** Breaks a text into lines. Code in backticks and `{@link …}` stay whole where a line can hold them. */
export function wrap(text: string): string {
  if (text.length <= lineLength) return text;
  const words = text.match(/(?:`[^`]*`|\{@link [^}]*\}|\S)+/g) ?? [];
  return wrapWords(words.flatMap((word) => (word.length > lineLength ? word.split(" ") : word)));
}

/** Puts as many words on a line as fit. */
export function wrapWords(words: readonly string[]): string {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    // At the beginning of a line, `@` would make a tag of it.
    const fits = line.length + word.length + 1 <= lineLength || word.startsWith("@");
    if (line === "") line = word;
    else if (fits) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].join("\n");
}
