import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { expect, test } from "vitest";
import { ResponseParserError } from "../../errors/parser.js";
import { BOOLEAN, type Schema, STRING } from "../../schema/codes.js";
import { type ListSchema, readSchema, type StructureSchema, type ValueSchema } from "../../schema/read.js";
import type { XmlCursor } from "./cursor.js";
import { XmlTextCursor as NodeCursor } from "./cursor.node.js";
import { XmlTextCursor as WebCursor } from "./cursor.web.js";
import { decodeXml, withXml } from "./decode.js";
import { type PlainElement, readPlain } from "./plain.js";
import { elementReader, readDocument } from "./read.js";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 5000);

const Node$: Schema = {
  Text: STRING,
  Flag: BOOLEAN,
  Child: () => Node$,
  List: ["l", STRING],
  Nodes: ["l", () => Node$],
  Flat: ["l", () => Node$, { flattened: 1 }],
  Named: ["l", STRING, { flattened: 1, name: "Item" }],
};

test("documents read as fast-xml-parser reads them", { timeout: 0 }, () => {
  fc.assert(
    fc.property(documents(), (text) => {
      const tree = parseTree(text);
      const decoded = decodeXml(new TextEncoder().encode(text)) as string;
      expect(readDocument(decoded, readPlain)).toEqual(plainOf(tree));
      const read = elementReader(readSchema(Node$));
      expect(readDocument(decoded, (root) => read(root, { bigint: false, inexact: false }))).toEqual(
        valueOf(tree, readSchema(Node$)),
      );
    }),
    { numRuns },
  );
});

test("a damaged document gives an answer or a parser's error, nothing else", { timeout: 0 }, async () => {
  const read = elementReader(readSchema(Node$));
  const insertions = fc.string({ unit: "binary-ascii", maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(documents(), fc.nat(), fc.nat(20), insertions, async (text, at, length, insertion) => {
      const start = at % (text.length + 1);
      const damaged = text.slice(0, start) + insertion + text.slice(start + length);
      try {
        await withXml(new TextEncoder().encode(damaged), (decoded) =>
          readDocument(decoded, (root) => read(root, { bigint: false, inexact: false })),
        );
      } catch (error) {
        expect(error).toBeInstanceOf(ResponseParserError);
      }
    }),
    { numRuns },
  );
});

test("the platforms' cursors agree, on whole documents and damaged ones", { timeout: 0 }, () => {
  const insertions = fc.oneof(
    fc.string({ unit: "binary-ascii", maxLength: 6 }),
    fc.constantFrom(
      "<",
      ">",
      "/>",
      "</",
      "<a>",
      "</a>",
      "]]>",
      "<!--",
      "-->",
      "<?",
      "?>",
      "&",
      ";",
      "=",
      "'",
      ' x="y"',
    ),
  );
  fc.assert(
    fc.property(documents(), fc.boolean(), fc.nat(), fc.nat(20), insertions, (text, isWhole, at, length, insertion) => {
      const start = at % (text.length + 1);
      const given = isWhole ? text : text.slice(0, start) + insertion + text.slice(start + length);
      const decoded = given.replace(/\r\n?/g, "\n");
      expect(outcome(decoded, WebCursor)).toEqual(outcome(decoded, NodeCursor));
    }),
    { numRuns },
  );
});

/** All that a cursor tells of a document, or that it refuses it. */
function outcome(text: string, Cursor: new (text: string) => XmlCursor): unknown {
  try {
    const cursor = new Cursor(text);
    const { isQualified } = cursor;
    const value = readAll(cursor);
    cursor.finish();
    return { isQualified, value };
  } catch (error) {
    expect(error).toBeInstanceOf(ResponseParserError);
    return "refused";
  }
}

function readAll(cursor: XmlCursor): unknown {
  const { name, path } = cursor;
  const given = [cursor.attribute("a"), cursor.attribute("b"), cursor.attribute("p:a")];
  let ahead: unknown;
  cursor.lookAhead(() => (ahead = name === "Flag" ? cursor.readText() : cursor.skip()));
  if (name === "Text") return [path, given, cursor.readText()];
  const children: unknown[] = [];
  let text = "";
  if (cursor.enter()) {
    text = cursor.leadingText();
    while (cursor.nextChild()) children.push(readAll(cursor));
  }
  return [path, given, ahead, text, children];
}

/** Documents in all spellings that the reader takes itself. */
function documents(): fc.Arbitrary<string> {
  const name = fc.constantFrom(...Object.keys(Node$), "Item", "member", "Other", "é-1.x");
  const text = fc
    .array(fc.constantFrom("a", "true", " ", "\n", "é", "🦊", ">", "'", '"', "] ", ...references))
    .map(join);
  const space = fc.constantFrom("", " ", "\n");
  const attribute = fc.oneof(
    text.map((value) => ` a="${value.replaceAll('"', "")}"`),
    text.map((value) => `\nb = '${value.replaceAll("'", "")}'`),
  );
  const aside = fc.constantFrom("<!-- & < > -->", "<?pi a='b'?>", "<![CDATA[<b>&amp;]]>", "<![CDATA[]]>");
  const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
    element: fc
      .record({
        name,
        prefix: fc.constantFrom("", "", "p:"),
        attribute: fc.option(attribute, { nil: "" }),
        content: tie("content"),
        space,
      })
      .map(({ prefix, name: local, attribute: given, content, space: gap }) => {
        const tag = prefix + local;
        return content === "" ? `<${tag}${given}${gap}/>` : `<${tag}${given}${gap}>${content}</${tag}${gap}>`;
      }),
    content: fc
      .array(fc.oneof({ depthSize: "medium", withCrossShrink: true }, text, aside, tie("element")), { maxLength: 5 })
      .map(join),
  }));
  const prolog = fc.constantFrom("", '<?xml version="1.0" encoding="UTF-8"?>\n', "<!-- a -->");
  return fc
    .record({ prolog, element, end: fc.constantFrom("", "\n", "<!-- b -->") })
    .map(({ prolog: start, element: root, end }) => start + root + end);
}

const references = ["&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&#65;", "&#x1F98A;"];

function join(parts: readonly string[]): string {
  return parts.join("");
}

interface Tree {
  readonly name: string;
  /** Up to the first child element. */
  readonly text: string;
  readonly children: readonly Tree[];
}

function parseTree(text: string): Tree {
  const nodes = parser.parse(text) as readonly Record<string, unknown>[];
  return nodes.flatMap((node) => treeOf(node) ?? [])[0]!;
}

const parser = new XMLParser({
  preserveOrder: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  // Numeric references come with it.
  htmlEntities: true,
  cdataPropName: "#cdata",
  ignoreDeclaration: true,
  ignorePiTags: true,
});

function treeOf(node: Record<string, unknown>): Tree | undefined {
  const [name] = Object.keys(node);
  if (name === undefined || name.startsWith("#")) return undefined;
  const content = node[name] as readonly Record<string, unknown>[];
  const first = content.findIndex((each) => treeOf(each) !== undefined);
  const before = first < 0 ? content : content.slice(0, first);
  return { name, text: before.map(textOf).join(""), children: content.flatMap((each) => treeOf(each) ?? []) };
}

function textOf(node: Record<string, unknown>): string {
  if ("#text" in node) return String(node["#text"]);
  return (node["#cdata"] as readonly Record<string, unknown>[]).map(textOf).join("");
}

function plainOf({ text, children }: Tree): PlainElement {
  if (children.length === 0) return text;
  const plain: Record<string, PlainElement> = {};
  for (const child of children) {
    const before = plain[child.name];
    if (before === undefined) plain[child.name] = plainOf(child);
    else if (typeof before === "string") plain[child.name] = {};
  }
  return plain;
}

function valueOf(tree: Tree, schema: ValueSchema): unknown {
  switch (schema.kind) {
    case "structure":
      return structureOf(tree, schema);
    case "list":
      return tree.children.map((child) => valueOf(child, schema.member));
    case "boolean":
      return tree.text === "true";
    default:
      return tree.text;
  }
}

function structureOf(tree: Tree, schema: StructureSchema): Record<string, unknown> {
  const output: Record<string, unknown> = {};
  for (const member of schema.members) {
    const list: ListSchema | undefined =
      member.value.kind === "list" && member.value.flattened ? member.value : undefined;
    const found = tree.children.filter((child) => child.name === (list?.memberName ?? member.wireName));
    if (found.length === 0) continue;
    output[member.name] = list ? found.map((child) => valueOf(child, list.member)) : valueOf(found[0]!, member.value);
  }
  return output;
}
