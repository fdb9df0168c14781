import { normalizeXml } from "#platform/xml-fallback";
import { MalformedXmlError } from "./malformed.js";

/**
 * The text of an XML body, in the form that `XmlCursor` reads: UTF-8 decoded (whatever the document declares, as
 * botocore does), line ends as line feeds, without a doctype. A promise only for a document with a doctype: that goes
 * through the platform's own parser, which is loaded then.
 *
 * @throws {@link MalformedXmlError} when the bytes are not UTF-8, or hold characters that XML forbids.
 */
export function decodeXml(body: Uint8Array): string | Promise<string> {
  const text = decode(body);
  if (forbidden.test(text)) throw new MalformedXmlError("The response's XML holds characters that XML forbids.");
  const normalized = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  const start = doctypeIn(normalized);
  return start < 0 ? normalized : normalizeXml(normalized, start);
}

/** Goes on with the text of a body: at once, but for a document with a doctype. */
export function withXml<Result>(body: Uint8Array, use: (text: string) => Result): Result | Promise<Result> {
  const text = decodeXml(body);
  return typeof text === "string" ? use(text) : text.then(use);
}

function decode(body: Uint8Array): string {
  decoder ??= new TextDecoder("utf-8", { fatal: true });
  try {
    return decoder.decode(body);
  } catch (cause) {
    throw new MalformedXmlError("The response's XML is not encoded in UTF-8.", { cause });
  }
}

/** Where a doctype begins; below 0 without one. */
function doctypeIn(text: string): number {
  let at = 0;
  for (;;) {
    while (text.charCodeAt(at) <= 0x20) at++;
    const isComment = text.startsWith("<!--", at);
    if (!isComment && !text.startsWith("<?", at)) return text.startsWith("<!DOCTYPE", at) ? at : -1;
    const end = text.indexOf(isComment ? "-->" : "?>", at);
    if (end < 0) return -1;
    at = end + (isComment ? 3 : 2);
  }
}

let decoder: TextDecoder | undefined;

// They are what is looked for.
const forbidden: RegExp = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
