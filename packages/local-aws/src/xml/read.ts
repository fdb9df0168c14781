/** One element of a document that was read. Prefixes are taken off names; attributes are not kept. */
export interface XmlNode {
  readonly name: string;
  readonly children: readonly XmlNode[];
  /** All character data directly inside, joined. */
  readonly text: string;
}

/** The root element of a document, or `undefined` where the document is not well-formed. */
export function readXml(source: string): XmlNode | undefined {
  const root: OpenNode = { name: "", children: [], text: "" };
  const open: OpenNode[] = [root];
  let position = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match !== null; match = TOKEN.exec(source)) {
    const current = open.at(-1) as OpenNode;
    if (match.index !== position) {
      return undefined;
    }
    position = TOKEN.lastIndex;
    const [, cdata, close, start, selfClosing, text] = match;
    if (cdata !== undefined) {
      current.text += cdata;
    } else if (close !== undefined) {
      if (open.length === 1 || current.name !== localName(close)) {
        return undefined;
      }
      open.pop();
    } else if (start !== undefined) {
      const node: OpenNode = { name: localName(start), children: [], text: "" };
      current.children.push(node);
      if (selfClosing === "") {
        open.push(node);
      }
    } else if (text !== undefined) {
      const decoded = decodeEntities(text);
      if (decoded === undefined) {
        return undefined;
      }
      current.text += decoded;
    }
  }
  const isWhole = position === source.length && open.length === 1 && root.children.length === 1;
  return isWhole && root.text.trim() === "" ? root.children[0] : undefined;
}

/** The text of the first child with this name. */
export function childText(node: XmlNode, name: string): string | undefined {
  return node.children.find((child) => child.name === name)?.text;
}

interface OpenNode extends XmlNode {
  readonly children: OpenNode[];
  text: string;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function decodeEntities(text: string): string | undefined {
  let isWellFormed = true;
  const decoded = text.replace(/&([^;]*;?)/g, (_, entity: string) => {
    const numeric = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));$/.exec(entity);
    const codePoint = numeric
      ? Number.parseInt(numeric[1] ?? (numeric[2] as string), numeric[1] ? 16 : 10)
      : Number.NaN;
    const character = codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : ENTITIES[entity];
    isWellFormed &&= character !== undefined;
    return character ?? "";
  });
  return isWellFormed ? decoded : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { "amp;": "&", "lt;": "<", "gt;": ">", "quot;": '"', "apos;": "'" };

// Skipped: declaration and processing instructions, comments. A doctype is no token: the document is refused.
const TOKEN =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w:.-]+)\s*>|<([A-Za-z_][\w:.-]*)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>|([^<]+)/g;
