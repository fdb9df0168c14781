import { wrap } from "./wrap.js";

/** AWS's prose is HTML: keeps its text, its code, its emphasis and its lists as Markdown, for doc comments. */
export function prose(html: string | undefined): string | undefined {
  if (html === undefined) return undefined;
  const text = html
    .replace(/\s+/g, " ")
    .replace(/<(code|var|replaceable|filename)>(.*?)<\/\1>/g, (_, _tag, code: string) => inline(code, "`"))
    .replace(/<(b|strong)>(.*?)<\/\1>/g, (_, _tag, bold: string) => inline(bold, "**"))
    .replace(/<(i|em)>(.*?)<\/\1>/g, (_, _tag, text: string) => inline(text, "*"))
    .replace(/<a [^>]*?href=["']([^"']*)["'][^>]*>(.*?)<\/a>/g, (_, url: string, name: string) => link(name, url))
    .replace(/<li>\s*(?:<p>)?/g, "\n- ")
    .replace(/<\/?(?:p|note|important|ul|ol|dl|dt|dd|div|pre|h\d|br ?\/?)>/g, "\n\n")
    .replace(/<\/?[a-zA-Z][^>]*>/g, "")
    .replace(/&(?:#x?\w+|\w+);/g, decode);
  return (
    text
      .split("\n")
      .map((line) => layOutLine(line.replace(/ {2,}/g, " ").trim()))
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .replace(/\n\n(?=- )/g, "\n")
      .trim() || undefined
  );
}

/** What is marked already is not marked again: `<code><i>name</i></code>`. */
function inline(html: string, mark: string): string {
  const text = html.replace(/<[^>]+>|[`*]/g, "").trim();
  return text === "" ? "" : mark + text + mark;
}

function link(name: string, url: string): string {
  const text = name.replace(/<[^>]+>/g, "").trim();
  return text === "" ? url : `[${text}](${url})`;
}

function decode(entity: string): string {
  const name = entity.slice(1, -1);
  if (!name.startsWith("#")) return entities[name] ?? entity;
  const code = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  // Windows' dashes under the numbers of control characters, and Unicode's line separator.
  return code === 0x96 ? "–" : code === 0x2028 ? " " : String.fromCodePoint(code);
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&", nbsp: " " };

/** An item's further lines stand below its text. */
function layOutLine(line: string): string {
  const text = wrap(line.replace(/^- +/, "- "));
  const escaped = text.startsWith("@") ? `\\${text}` : text;
  return escaped.startsWith("- ") ? escaped.replaceAll("\n", "\n  ") : escaped;
}
