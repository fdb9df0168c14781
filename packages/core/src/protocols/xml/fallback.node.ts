/**
 * Takes the doctype out of a document, by fast-xml-parser, which is loaded then.
 *
 * @param start - Where the doctype begins.
 * @throws MalformedXmlError when the text is not well-formed.
 */
export async function normalizeXml(text: string, start: number): Promise<string> {
  return (await import("./fast-xml.js")).normalizeXml(text, start);
}
