/** Percent-encodes all but RFC 3986's unreserved characters (`A–Z a–z 0–9 - . _ ~`), as UTF-8. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.isWellFormed?.() === false ? text.toWellFormed() : text).replace(
    /[!'()*]/g,
    encodeCharacter,
  );
}

/** The same, but keeps `/`. */
export function percentEncodePath(path: string): string {
  return percentEncode(path).replaceAll("%2F", "/");
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
