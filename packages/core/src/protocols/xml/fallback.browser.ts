import { ResponseParserError } from "../../errors/parser.js";
import { MalformedXmlError } from "./malformed.js";

/**
 * Rewrites a document with a doctype to one without, by the browser's own parser.
 *
 * @throws {@link ResponseParserError} when the doctype declares anything: a browser would expand its entities;
 * {@link MalformedXmlError} when the text is not well-formed.
 */
export function normalizeXml(text: string): string {
  if (internalSubset.test(text)) {
    throw new ResponseParserError("The response's XML has a doctype with declarations, which are never read.");
  }
  const document = new DOMParser().parseFromString(text, "application/xml");
  const [error] = document.getElementsByTagNameNS("*", "parsererror");
  if (error !== undefined) throw new MalformedXmlError("The response is not well-formed XML.");
  return new XMLSerializer().serializeToString(document.documentElement);
}

const internalSubset: RegExp = /<!DOCTYPE[^>[]*\[/;
