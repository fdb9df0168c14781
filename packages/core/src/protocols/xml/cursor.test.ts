import { describe, expect, test } from "vitest";
import { ResponseParserError } from "../../errors/parser.js";
import type { XmlCursor } from "./cursor.js";
import { XmlTextCursor as NodeCursor } from "./cursor.node.js";
import { XmlTextCursor as WebCursor } from "./cursor.web.js";
import { decodeXml } from "./decode.js";
import { MalformedXmlError } from "./malformed.js";
import { readPlain } from "./plain.js";
import { readDocument } from "./read.js";

const wellFormed: readonly (readonly [rule: string, text: string])[] = [
  ["a declaration", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a/>'],
  ["comments and instructions around the root", "<!-- a --><?pi b?> <a/> <!-- c -->\n"],
  ["a comment with a single hyphen", "<a><!-- a-b --></a>"],
  ["an empty comment", "<a><!----></a>"],
  ["an instruction without content", "<a><?pi?></a>"],
  ["names with letters of any script", "<ключ имя='x'/>"],
  ["names with digits, dots and hyphens", "<a1.b-c/>"],
  ["]] in text", "<a>]]</a>"],
  ["> in text", "<a>></a>"],
  ["space around an attribute's =", "<a b = 'c'/>"],
];

const malformed: readonly (readonly [rule: string, text: string])[] = [
  ["nothing", ""],
  ["no markup", "hello"],
  ["only a comment", "<!-- a -->"],
  ["two roots", "<a/><b/>"],
  ["text behind the root", "<a/>x"],
  ["text before the root", "x<a/>"],
  ["an element that is not closed", "<a><b></a>"],
  ["an end tag of another element", "<a></b>"],
  ["an end tag with a longer name", "<a></ab>"],
  ["an end tag with an attribute", "<a></a b='c'>"],
  ["the text ends in a tag", "<a"],
  ["the text ends in an end tag", "<a></a"],
  ["the text ends in text", "<a>b"],
  ["the text ends in an attribute", "<a b='c"],
  ["the text ends in a comment", "<a><!-- b"],
  ["the text ends in a CDATA section", "<a><![CDATA[b]]"],
  ["a tag without a name", "<a>< b/></a>"],
  ["a name that begins with a digit", "<1a/>"],
  ["a name with two colons", "<a:b:c/>"],
  ["a name that ends in a colon", "<a:/>"],
  ["an attribute without a value", "<a b/>"],
  ["an attribute without quotes", "<a b=c/>"],
  ["attributes without space between", "<a b='c'd='e'/>"],
  ["an attribute twice", "<a b='c' b='d'/>"],
  ["< in an attribute", "<a b='<'/>"],
  ["/ that does not end a tag", "<a / >x</a>"],
  ["a reference without name", "<a>&;</a>"],
  ["a reference without end", "<a>&amp</a>"],
  ["& alone", "<a>b & c</a>"],
  ["an entity of HTML", "<a>&nbsp;</a>"],
  ["an unknown reference in an element that is passed over", "<a><b>&x;</b></a>"],
  ["an unknown reference in an attribute", "<a b='&x;'/>"],
  ["a reference to no character", "<a>&#0;</a>"],
  ["a reference to half a surrogate pair", "<a>&#xD83E;</a>"],
  ["a reference beyond Unicode", "<a>&#x110000;</a>"],
  ["]]> in text", "<a>]]></a>"],
  ["-- in a comment", "<a><!-- b--c --></a>"],
  ["a declaration out of place", "<a><!ELEMENT b></a>"],
  ["a doctype behind the start", "<a><!DOCTYPE b></a>"],
  ["an XML declaration out of place", "<a><?xml version='1.0'?></a>"],
  ["an XML declaration behind a space", " <?xml version='1.0'?><a/>"],
  ["an XML declaration with a vertical tab", '<?xml\vversion="1.0"?><a/>'],
  ["an XML declaration without version", "<?xml encoding='UTF-8'?><a/>"],
  ["an instruction with a bad name", "<a><?1 ?></a>"],
  ["an instruction whose name has a prefix", "<a><?p:i ?></a>"],
];

describe.each([
  ["node", NodeCursor],
  ["web", WebCursor],
])("the cursor of %s", (_, Cursor) => {
  for (const [rule, text] of wellFormed) {
    test(`well-formed: ${rule}`, () => {
      expect(readDocument(text, readPlain)).toBeTypeOf("string");
    });
  }

  for (const [rule, text] of malformed) {
    test(`not well-formed: ${rule}`, () => {
      expect(() => readDocument(text, (root) => root.skip())).toThrow(MalformedXmlError);
      expect(() => readDocument(text, readPlain)).toThrow(MalformedXmlError);
    });
  }

  test("elements may be nested to a limit, which the error names", () => {
    const nest = (depth: number): string => "<a>".repeat(depth) + "</a>".repeat(depth);
    expect(() => readDocument(nest(512), readPlain)).not.toThrow();
    for (const read of [readPlain, (root: Parameters<typeof readPlain>[0]) => root.skip()]) {
      expect(() => readDocument(nest(100_000), read)).toThrow(ResponseParserError);
      expect(() => readDocument(nest(100_000), read)).toThrow(/deeper than 512/);
    }
  });

  test("eight megabytes may be one comment, section, instruction, attribute or text", () => {
    const long = "x-".repeat(4_194_304);
    for (const text of [
      `<a><!--${long}x--></a>`,
      `<a><![CDATA[${long}]]></a>`,
      `<a><?pi ${long}?></a>`,
      `<a b="${long}"/>`,
      `<a>${long}</a>`,
      `<!--${long}x--><a/>`,
    ]) {
      expect(() => readDocument(text, readPlain)).not.toThrow();
    }
  });

  test("a megabyte of references, sections and comments is one text", () => {
    const count = 50_000;
    const text = `<a>${"&lt;<![CDATA[x]]><!-- y -->".repeat(count)}</a>`;
    expect(readDocument(text, (root) => root.readText())).toBe("<x".repeat(count));
  });

  function readDocument<Value>(text: string, read: (root: XmlCursor) => Value): Value {
    const cursor = new Cursor(text);
    const value = read(cursor);
    cursor.finish();
    return value;
  }
});

test("without a schema the first of several children counts, without its text", () => {
  expect(readDocument("<a>t<b>1</b><c><d>2</d></c><b>3</b></a>", readPlain)).toEqual({ b: {}, c: { d: "2" } });
});

test("line ends become line feeds, but not those written as references", () => {
  const text = decodeXml(new TextEncoder().encode("<a>\r\n\r&#13;\r\r\n</a>")) as string;
  expect(readDocument(text, readPlain)).toBe("\n\n\r\n\n");
});

test("a byte order mark is dropped", () => {
  expect(decodeXml(new Uint8Array([0xef, 0xbb, 0xbf, 0x3c, 0x61, 0x2f, 0x3e]))).toBe("<a/>");
});

test("whatever encoding is declared, the bytes are read as UTF-8", () => {
  const text = decodeXml(new TextEncoder().encode('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>')) as string;
  expect(readDocument(text, readPlain)).toBe("é");
});

test("bytes that are not UTF-8 are refused", () => {
  expect(() => decodeXml(new Uint8Array([0x3c, 0x61, 0x3e, 0xe9, 0x3c, 0x2f, 0x61, 0x3e]))).toThrow(MalformedXmlError);
});

test("characters that XML forbids are refused", () => {
  for (const character of ["\u0000", "\u0001", "\u000b", "\u001f", "\uffff"]) {
    expect(() => decodeXml(new TextEncoder().encode(`<a>${character}</a>`))).toThrow(MalformedXmlError);
  }
});
