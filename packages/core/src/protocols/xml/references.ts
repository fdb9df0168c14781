import { MalformedXmlError } from "./malformed.js";

/**
 * Replaces the five entities and numeric references in character data. `offset` is where `raw` begins in the document.
 *
 * @throws {@link MalformedXmlError} for any other reference: a doctype's entities are never expanded.
 */
export function expandReferences(raw: string, offset: number): string {
  let text = "";
  let from = 0;
  for (let at = raw.indexOf("&"); at >= 0; at = raw.indexOf("&", from)) {
    const end = raw.indexOf(";", at);
    const name = raw.slice(at + 1, end < 0 ? at + 12 : end);
    const character = end < 0 ? undefined : expand(name);
    if (character === undefined) {
      throw new MalformedXmlError(`The response is not well-formed XML: unknown reference (offset ${offset + at}).`);
    }
    text += raw.slice(from, at) + character;
    from = end + 1;
  }
  return text + raw.slice(from);
}

function expand(name: string): string | undefined {
  switch (name) {
    case "quot":
      return '"';
    case "amp":
      return "&";
    case "lt":
      return "<";
    case "gt":
      return ">";
    case "apos":
      return "'";
    default:
      return expandNumber(name);
  }
}

function expandNumber(name: string): string | undefined {
  const match = numericReference.exec(name);
  if (match === null) return undefined;
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** XML 1.0, production 2: most control characters and halves of surrogate pairs are not characters. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code < 0x110000);
}

const numericReference: RegExp = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/;
