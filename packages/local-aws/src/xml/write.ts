/** Content of an element: text, child elements in order, several elements of one name, or nothing at all. */
export type XmlContent = string | number | boolean | XmlElements | readonly (XmlElements | string)[] | undefined;

/** Child elements by name, in the order in which they are written. */
export interface XmlElements {
  readonly [name: string]: XmlContent;
}

/** Writes a document as AWS does: declaration, newline, one line of XML. */
export function xmlDocument(root: string, content: XmlElements | string, namespace?: string): string {
  const attribute = namespace === undefined ? "" : ` xmlns="${namespace}"`;
  const inner = typeof content === "string" ? escapeXml(content) : children(content);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${inner}</${root}>`;
}

function children(elements: XmlElements): string {
  return Object.entries(elements)
    .map(([name, content]) => element(name, content))
    .join("");
}

function element(name: string, content: XmlContent): string {
  if (content === undefined) {
    return "";
  }
  if (isList(content)) {
    return content.map((item) => element(name, item)).join("");
  }
  const inner = typeof content === "object" ? children(content) : escapeXml(String(content));
  return inner === "" ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function isList(content: XmlContent): content is readonly (XmlElements | string)[] {
  return Array.isArray(content);
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"\r\n\u0085\u2028]/g, (character) => ESCAPES[character] as string);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
  "\n": "&#10;",
  "\u0085": "&#x85;",
  "\u2028": "&#x2028;",
};
