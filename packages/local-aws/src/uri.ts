/**
 * Decodes `%XX` sequences of a wire string (one character per byte) to bytes. A malformed sequence stays as it is.
 */
export function percentDecode(text: string): Buffer {
  const bytes = Buffer.from(text, "latin1");
  const decoded = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    const hex = byte === PERCENT ? text.slice(index + 1, index + 3) : "";
    if (HEX_PAIR.test(hex)) {
      decoded[length++] = Number.parseInt(hex, 16);
      index += 2;
    } else {
      decoded[length++] = byte;
    }
  }
  return decoded.subarray(0, length);
}

/** Encodes bytes as SigV4's UriEncode does: everything but RFC 3986 unreserved characters, and `/` when it is kept. */
export function percentEncode(bytes: Uint8Array, keepSlash = false): string {
  let text = "";
  for (const byte of bytes) {
    text += keepSlash && byte === SLASH ? "/" : ENCODED[byte];
  }
  return text;
}

/** A name and a value of a query string, as bytes. */
export interface QueryPair {
  readonly name: Buffer;
  readonly value: Buffer;
}

/** Splits a raw query string (without `?`) or a form body into decoded pairs, in order; `+` is a space. */
export function parseQuery(raw: string): QueryPair[] {
  return raw
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      const [name, value] = equals === -1 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
      return { name: decodeFormText(name), value: decodeFormText(value) };
    });
}

/** Decoded pairs as text, the first value of a name that occurs twice. */
export function queryMap(pairs: readonly QueryPair[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const { name, value } of pairs) {
    const key = name.toString("utf8");
    if (!map.has(key)) {
      map.set(key, value.toString("utf8"));
    }
  }
  return map;
}

/** Splits a request target into the raw path and the raw query (without `?`). */
export function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf("?");
  return mark === -1 ? { path: target, query: "" } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

function decodeFormText(text: string): Buffer {
  return percentDecode(text.replaceAll("+", " "));
}

const PERCENT = 0x25;
const SLASH = 0x2f;
const HEX_PAIR = /^[0-9a-fA-F]{2}$/;
const UNRESERVED = /^[A-Za-z0-9\-._~]$/;
const ENCODED: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return UNRESERVED.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
});
