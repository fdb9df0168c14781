import { MalformedXmlError } from "./malformed.js";

/**
 * Replaces the five entities and numeric references in character data. `offset` is where `raw` begins in the document.
 *
 * @throws {@link MalformedXmlError} for any other reference: a doctype's entities are never expanded.
 */
export function expandReferences(raw: string, offset: number): string {
  return raw.replace(/&(?:([^;]*);)?/g, (_, name: string | undefined, at: number) => {
    const character = name && (Object.hasOwn(entities, name) ? entities[name] : expandNumber(name));
    if (character) return character;
    throw new MalformedXmlError(`The response is not well-formed XML: unknown reference (offset ${offset + at}).`);
  });
}

const entities: Readonly<Record<string, string>> = { quot: '"', amp: "&", lt: "<", gt: ">", apos: "'" };

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
