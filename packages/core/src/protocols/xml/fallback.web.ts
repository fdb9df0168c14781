import { ResponseParserError } from "../../errors/parser.js";

/**
 * Stands where neither fast-xml-parser nor a DOM is at hand.
 *
 * @throws {@link ResponseParserError} always: it names the construct.
 */
export function normalizeXml(_text: string): string {
  throw new ResponseParserError("The response's XML has a doctype (<!DOCTYPE), which is not read on this platform.");
}
