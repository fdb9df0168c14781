import { expect, expectTypeOf, test } from "vitest";
import { ResponseParserError } from "../../errors/parser.js";
import { withXml } from "./decode.js";
import type * as browser from "./fallback.browser.js";
import type * as node from "./fallback.node.js";
import * as web from "./fallback.web.js";
import { MalformedXmlError } from "./malformed.js";
import { type PlainElement, readPlain } from "./plain.js";
import { readDocument } from "./read.js";

test("a document without a doctype is read at once", () => {
  expect(read("<!-- <!DOCTYPE a> --><a>1</a>")).toBe("1");
});

test("a doctype is passed over, and what follows reads as ever", async () => {
  const text =
    '<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "a.dtd">\n' +
    "<a x='\"' y=\"'\"><b> &lt;&#65; </b><!-- c --><d><![CDATA[<e>&amp;]]></d><f/></a>";
  expect(await read(text)).toEqual({ b: " <A ", d: "<e>&amp;", f: "" });
});

test("a doctype with declarations is passed over where they are not used", async () => {
  expect(await read('<!DOCTYPE a [<!ENTITY b "c"><!ELEMENT a ANY>]><a>1</a>')).toBe("1");
});

test("brackets in quotes, comments and instructions end nothing", async () => {
  const subset = `<!-- ]> ' --><?x ]> "?><!ENTITY b "]>"><!ENTITY c ']>'>`;
  expect(await read(`<?xml version="1.0"?><!-- "<!DOCTYPE" --><!DOCTYPE a [${subset}] ><a>1</a>`)).toBe("1");
  expect(await read(`<!DOCTYPE a PUBLIC ">" "]>"><a>1</a>`)).toBe("1");
});

test("entities that a doctype declares are never expanded", async () => {
  const bomb = `<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>`;
  await expect(read(bomb)).rejects.toThrow(MalformedXmlError);
  await expect(read(bomb)).rejects.toThrow(/unknown reference/);
  await expect(read('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><a>&b;</a>')).rejects.toThrow(
    MalformedXmlError,
  );
});

for (const text of [
  "<!DOCTYPE a",
  "<!DOCTYPE a [",
  "<!DOCTYPE a>",
  "<!DOCTYPE a><a><b></a>",
  "<!DOCTYPE html><html><br></html>",
]) {
  test(`not well-formed: ${text}`, async () => {
    await expect(read(text)).rejects.toThrow(MalformedXmlError);
  });
}

test("where no other parser is at hand, the error names the construct", () => {
  expect(() => web.normalizeXml("<!DOCTYPE a><a/>")).toThrow(ResponseParserError);
  expect(() => web.normalizeXml("<!DOCTYPE a><a/>")).toThrow(/<!DOCTYPE/);
});

test("every platform's fallback has one shape", () => {
  type Normalize = (text: string, start: number) => string | Promise<string>;
  expectTypeOf<typeof browser.normalizeXml>().toExtend<Normalize>();
  expectTypeOf<typeof node.normalizeXml>().toExtend<Normalize>();
  expectTypeOf<typeof web.normalizeXml>().toExtend<Normalize>();
});

function read(text: string): PlainElement | Promise<PlainElement> {
  return withXml(new TextEncoder().encode(text), (normalized) => readDocument(normalized, readPlain));
}
