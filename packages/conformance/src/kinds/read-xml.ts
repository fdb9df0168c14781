/** An element, with what does not matter left out: order of attributes, white space between elements. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Reads XML as suites and serialisers write it: elements, attributes, text. */
export function readXml(text: string): XmlElement | string {
  const root: Open = { name: "", attributes: {}, children: [] };
  const path = [root];
  for (const [token, close, name, attributes, empty] of text.matchAll(tokens)) {
    const parent = path.at(-1)!;
    if (token.startsWith("<?")) continue;
    if (name === undefined) parent.children.push(unescape(token));
    else if (close === "/") finish(path.pop()!);
    else {
      const element: Open = { name, attributes: readAttributes(attributes ?? ""), children: [] };
      parent.children.push(element);
      if (empty !== "/") path.push(element);
    }
  }
  finish(root);
  return root.children[0] ?? "";
}

interface Open extends XmlElement {
  children: (XmlElement | string)[];
}

function finish(element: Open): void {
  if (element.children.some((child) => typeof child !== "string")) {
    element.children = element.children.filter((child) => typeof child !== "string" || child.trim() !== "");
  }
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([^\s=]+)\s*=\s*"([^"]*)"/g)].map(([, name, value]) => [name!, unescape(value!)]),
  );
}

function unescape(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (name.startsWith("#x")) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
    return entities[name] ?? whole;
  });
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const tokens = /<\?[^]*?\?>|<(\/?)([^\s/>]+)([^>]*?)(\/?)>|[^<]+/g;
