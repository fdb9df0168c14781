/**
 * Rewrites a document with a doctype to one without, by fast-xml-parser, which is loaded then.
 *
 * @throws MalformedXmlError when the text is not well-formed.
 */
export async function normalizeXml(text: string): Promise<string> {
  return (await import("./fast-xml.js")).normalizeXml(text);
}
