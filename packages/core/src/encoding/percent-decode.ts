import { fromUtf8 } from "./utf8.js";

/** Decodes percent-encoded UTF-8 as Python's `unquote` does: what is no escape stays, bad UTF-8 becomes U+FFFD. */
export function percentDecode(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) =>
    fromUtf8(Uint8Array.from(escapes.slice(1).split("%"), (digits) => Number.parseInt(digits, 16))),
  );
}
