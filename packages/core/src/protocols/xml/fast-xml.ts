import { XMLValidator } from "fast-xml-parser";
import { MalformedXmlError } from "./malformed.js";

/**
 * Takes the doctype out of a document; fast-xml-parser then has to find it well-formed. What it declares is not read: a
 * reference to an entity of its own stays, and is refused by the reader.
 *
 * @param start - Where the doctype begins.
 * @throws {@link MalformedXmlError} when the text is not well-formed.
 */
export function normalizeXml(text: string, start: number): string {
  const rest = text.slice(0, start) + text.slice(endOfDoctype(text, start));
  const valid = XMLValidator.validate(rest);
  if (valid !== true) throw new MalformedXmlError(`The response is not well-formed XML: ${valid.err.msg}`);
  return rest;
}

/** Quoted texts, comments and instructions may hold brackets; within `[ ]` declarations end with `>`, too. */
function endOfDoctype(text: string, start: number): number {
  let depth = 0;
  let at = start + "<!DOCTYPE".length;
  const skip = (end: string): void => {
    const found = text.indexOf(end, at + 1);
    at = found < 0 ? text.length : found + end.length;
  };
  while (at < text.length) {
    const character = text[at]!;
    if (character === '"' || character === "'") skip(character);
    else if (text.startsWith("<!--", at)) skip("-->");
    else if (text.startsWith("<?", at)) skip("?>");
    else {
      at++;
      if (character === "[") depth++;
      else if (character === "]") depth--;
      else if (character === ">" && depth === 0) return at;
    }
  }
  throw new MalformedXmlError("The response is not well-formed XML: its doctype does not end.");
}
