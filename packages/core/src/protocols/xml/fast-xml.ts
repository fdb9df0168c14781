import { XMLParser, XMLValidator } from "fast-xml-parser";
import { MalformedXmlError } from "./malformed.js";

/**
 * Rewrites a document with a doctype to one without, by fast-xml-parser. The doctype is passed over, its entities are
 * not expanded: a reference to one stays and is refused by the reader.
 *
 * @throws {@link MalformedXmlError} when the text is not well-formed.
 */
export function normalizeXml(text: string): string {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new MalformedXmlError(`The response is not well-formed XML: ${valid.err.msg}`);
  try {
    return writeNodes(new XMLParser(asWritten).parse(text) as Node[]);
  } catch (cause) {
    throw new MalformedXmlError(`The response is not well-formed XML: ${(cause as Error).message}`, { cause });
  }
}

/** With `preserveOrder`: one key is the name, with the children; attributes stand under `:@`. */
type Node = Readonly<Record<string, unknown>>;

function writeNodes(nodes: readonly Node[]): string {
  let xml = "";
  for (const node of nodes) xml += writeNode(node);
  return xml;
}

function writeNode(node: Node): string {
  const name = Object.keys(node).find((key) => key !== ":@") ?? "";
  if (name === asWritten.textNodeName) return String(node[name]);
  if (name === asWritten.cdataPropName) return `<![CDATA[${writeNodes(node[name] as Node[])}]]>`;
  let tag = name;
  for (const [attribute, value] of Object.entries((node[":@"] as Record<string, string> | undefined) ?? {})) {
    const quote = value.includes('"') ? "'" : '"';
    tag += ` ${attribute}=${quote}${value}${quote}`;
  }
  return `<${tag}>${writeNodes(node[name] as Node[])}</${name}>`;
}

/** Everything is kept as it is written; nothing is expanded, trimmed or converted. */
const asWritten = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  textNodeName: "#text",
  cdataPropName: "#cdata",
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 512,
} as const;
