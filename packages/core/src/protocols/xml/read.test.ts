import { expect, test } from "vitest";
import { ResponseParserError } from "../../errors/parser.js";
import {
  BOOLEAN,
  DOUBLE,
  HEADER,
  LONG,
  type MemberCode,
  type Schema,
  STRING,
  XML_ATTRIBUTE,
} from "../../schema/codes.js";
import { readSchema } from "../../schema/read.js";
import { blob$ } from "../blob.js";
import type { IntegerReading } from "../number.js";
import { timestamp$ } from "../timestamp.js";
import { MalformedXmlError } from "./malformed.js";
import { elementReader, readDocument, readXml } from "./read.js";
import { xmlUnion$ } from "./union.js";

const Leaf$: Schema = { Name: STRING, Size: LONG };
const Arm$: Schema = { $: { union: xmlUnion$ }, Text: STRING, Leaf: Leaf$ };
const Tree$: Schema = { Name: STRING, Child: () => Tree$, Children: ["l", () => Tree$] };

const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

const readable: readonly (readonly [rule: string, member: MemberCode, content: string, expected: unknown])[] = [
  ["a string keeps its space", STRING, "<M>  a b\n</M>", "  a b\n"],
  ["an empty element is an empty string", STRING, "<M></M>", ""],
  ["a self-closing element is an empty string", STRING, "<M/>", ""],
  ["a missing member is absent", STRING, "", undefined],
  ["references are expanded", STRING, "<M>&lt;a&gt; &amp;amp; &quot;&apos; &#65;&#x1F98A;</M>", "<a> &amp; \"' A🦊"],
  ["CDATA sections and text join", STRING, "<M>a<![CDATA[<b>&amp;]]>c</M>", "a<b>&amp;c"],
  ["comments and instructions vanish", STRING, "<M>a<!-- & < -->b<?pi x?>c</M>", "abc"],
  ["text behind a child element does not count", STRING, "<M>a<b>x</b>c</M>", "a"],
  ["prefixes of names are ignored", STRING, "<p:M>a</p:M>", "a"],
  ["attributes with > do not end a tag", STRING, "<M a='>' b=\"'>\">x</M>", "x"],
  ["space is allowed at the end of tags", STRING, "<M\n>a</M >", "a"],
  ["of repeated elements the first counts", STRING, "<M>a</M><M>b</M>", "a"],
  ["elements that are not modelled are passed over", STRING, "<X><M>no</M><X/></X><M>a</M>", "a"],
  ["true is true", BOOLEAN, "<M>true</M>", true],
  ["no other text is true", BOOLEAN, "<M>True</M>", false],
  ["an integer", LONG, "<M>-42</M>", -42],
  ["an integer beyond 2^53 is the nearest number", LONG, "<M>9007199254740993</M>", 9007199254740992],
  ["a floating-point number", DOUBLE, "<M>1.5e3</M>", 1500],
  ["infinity", DOUBLE, "<M>-Infinity</M>", -Infinity],
  ["a timestamp in ISO 8601", timestamp$, "<M>2026-01-02T03:04:05.250Z</M>", new Date("2026-01-02T03:04:05.250Z")],
  ["a timestamp in RFC 822", timestamp$, "<M>Fri, 02 Jan 2026 03:04:05 GMT</M>", new Date("2026-01-02T03:04:05Z")],
  ["a timestamp in epoch seconds", timestamp$, "<M>1767323045</M>", new Date("2026-01-02T03:04:05Z")],
  ["a blob", blob$, "<M>AQID</M>", new Uint8Array([1, 2, 3])],
  ["a structure", Leaf$, "<M><Name>a</Name><Size>1</Size></M>", { Name: "a", Size: 1 }],
  ["an empty structure", Leaf$, "<M/>", {}],
  ["members in any order", Leaf$, "<M><Size>1</Size><Name>a</Name></M>", { Name: "a", Size: 1 }],
  ["a list, whatever its items are called", ["l", STRING], "<M><member>a</member><x>b</x></M>", ["a", "b"]],
  ["an empty list", ["l", STRING], "<M></M>", []],
  ["a list of lists", ["l", ["l", STRING]], "<M><m><m>a</m></m><m/></M>", [["a"], []]],
  ["a flattened list", ["l", STRING, { flattened: 1 }], "<M>a</M><X/><M>b</M>", ["a", "b"]],
  ["a flattened list of one", ["l", Leaf$, { flattened: 1 }], "<M><Name>a</Name></M>", [{ Name: "a" }]],
  ["a flattened list goes by the name of its items", ["l", STRING, { flattened: 1, name: "I" }], "<I>a</I>", ["a"]],
  [
    "a map",
    ["m", LONG],
    "<M><entry><key>a</key><value>1</value></entry><entry><value>2</value><key>b</key></entry></M>",
    { a: 1, b: 2 },
  ],
  [
    "a map with names of its own",
    ["m", STRING, { keyName: "K", valueName: "V" }],
    "<M><e><K>a</K><V>1</V></e></M>",
    { a: "1" },
  ],
  [
    "a flattened map",
    ["m", STRING, { flattened: 1 }],
    "<M><key>a</key><value>1</value></M><M><key>b</key><value/></M>",
    { a: "1", b: "" },
  ],
  ["an entry of a map that says nothing", ["m", STRING], "<M><entry/></M>", {}],
  ["an empty map", ["m", STRING], "<M/>", {}],
  ["a union", Arm$, "<M><Text>a</Text></M>", { Text: "a" }],
  ["a union ignores __type", Arm$, "<M><__type>T</__type><Text>a</Text></M>", { Text: "a" }],
  ["the unknown arm of a union", Arm$, "<M><New><a>1</a></New></M>", { $unknown: ["New", { a: "1" }] }],
  ["a member elsewhere is not read from the body", ["t", STRING, HEADER, "M"], "<M>a</M>", undefined],
  ["an element named otherwise", ["t", STRING, 0, "wire"], "<M>no</M><wire>a</wire>", "a"],
  ["an attribute", { Kind: ["t", STRING, XML_ATTRIBUTE, "kind"] }, "<M kind='a&amp;b'/>", { Kind: "a&b" }],
  [
    "an attribute with a prefix",
    { Kind: ["t", STRING, XML_ATTRIBUTE, "xsi:type"], Id: STRING },
    `<M ${xsi} xsi:type="User"><Id>i</Id></M>`,
    { Kind: "User", Id: "i" },
  ],
  [
    "the prefix itself does not matter",
    { Kind: ["t", STRING, XML_ATTRIBUTE, "xsi:type"] },
    "<M i:type='User'/>",
    { Kind: "User" },
  ],
  [
    "without a prefix it is another attribute",
    { Kind: ["t", STRING, XML_ATTRIBUTE, "xsi:type"] },
    "<M type='User'/>",
    {},
  ],
];

for (const [rule, member, content, expected] of readable) {
  test(rule, () => {
    expect(read({ M: member }, content)).toEqual(expected === undefined ? {} : { M: expected });
  });
}

const refused: readonly (readonly [rule: string, member: MemberCode, content: string, message: RegExp])[] = [
  ["text that is no integer names its element", LONG, "<M>ten</M>", /3 characters.*Root\/M/],
  ["a union with two arms", Arm$, "<M><Text>a</Text><Leaf/></M>", /union.*2 members/],
  ["a union without arm", Arm$, "<M/>", /union.*0 members/],
  ["an unknown tag in a map", ["m", STRING], "<M><entry><k>a</k></entry></M>", /unknown tag <k>/],
  ["a map entry without a key", ["m", STRING], "<M><entry><value>a</value></entry></M>", /without key/],
  ["a map entry without a value", ["m", STRING], "<M><entry><key>a</key></entry></M>", /without value/],
];

for (const [rule, member, content, message] of refused) {
  test(`refused: ${rule}`, () => {
    const reading = (): unknown => read({ M: member }, content);
    expect(reading).toThrow(ResponseParserError);
    expect(reading).not.toThrow(MalformedXmlError);
    expect(reading).toThrow(message);
  });
}

test("two members may be read from the same elements", () => {
  const schema: Schema = { Events: ["t", ["l", STRING, { flattened: 1 }], 0, "Event"], Event: STRING, Id: STRING };
  expect(read(schema, "<Event>a&lt;</Event><Event>b</Event><Id>&gt;</Id>")).toEqual({
    Events: ["a<", "b"],
    Event: "a<",
    Id: ">",
  });
});

test("a recursive structure is read as deep as it goes", () => {
  const content = "<Child><Children><member><Name>x</Name></member><member/></Children></Child>";
  expect(read(Tree$, content)).toEqual({ Child: { Children: [{ Name: "x" }, {}] } });
});

test("keys of maps that objects treat specially stay data", () => {
  const output = read({ M: ["m", STRING] }, "<M><e><key>__proto__</key><value>a</value></e></M>");
  expect(Object.entries(output["M"] as object)).toEqual([["__proto__", "a"]]);
});

test("integers that a number cannot hold are noted, and bigints on request", () => {
  const numbers: IntegerReading = { bigint: false, inexact: false };
  read({ M: LONG }, "<M>9223372036854775807</M>", numbers);
  expect(numbers.inexact).toBe(true);
  const bigints: IntegerReading = { bigint: true, inexact: false };
  expect(read({ M: LONG }, "<M>9223372036854775807</M>", bigints)).toEqual({ M: 9223372036854775807n });
});

test("the order of elements may change from one document to the next", () => {
  const schema: Schema = { A: STRING, B: STRING, C: STRING };
  for (const content of ["<A>1</A><B>2</B><C>3</C>", "<C>3</C><A>1</A><B>2</B>", "<B>2</B><X/><C>3</C><A>1</A>"]) {
    expect(read(schema, content)).toEqual({ A: "1", B: "2", C: "3" });
  }
});

test("an empty body reads as an empty root", () => {
  const reading: IntegerReading = { bigint: false, inexact: false };
  expect(readXml(new Uint8Array(), readSchema(Leaf$), reading)).toEqual({});
  expect(readXml(new Uint8Array(), readSchema(Arm$), reading)).toBeUndefined();
});

function read(
  schema: Schema,
  content: string,
  reading: IntegerReading = { bigint: false, inexact: false },
): Record<string, unknown> {
  return readDocument(`<Root>${content}</Root>`, (root) => elementReader(readSchema(schema))(root, reading)) as Record<
    string,
    unknown
  >;
}
