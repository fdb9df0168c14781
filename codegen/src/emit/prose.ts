/** AWS's prose is HTML: keeps its text, its code and its lists as Markdown, for doc comments. */
export function prose(html: string | undefined): string | undefined {
  if (html === undefined) return undefined;
  const text = html
    .replace(/\s+/g, " ")
    .replace(/<(?:code|i|var)>\s*([^<]*?)\s*<\/(?:code|i|var)>/g, "`$1`")
    .replace(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g, "[$2]($1)")
    .replace(/<li>\s*(?:<p>)?/g, "\n- ")
    .replace(/<\/?(?:p|note|important|ul|ol|dl|dt|dd|div|br ?\/?)>/g, "\n\n")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  return (
    text
      .split("\n")
      .map((line) => wrap(line.trim()))
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .replace(/\n\n(?=- )/g, "\n")
      .trim() || undefined
  );
}

const lineLength = 110;

function wrap(line: string): string {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + word.length + 1 > lineLength) {
      lines.push(current);
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  lines.push(current);
  return lines.join("\n");
}
