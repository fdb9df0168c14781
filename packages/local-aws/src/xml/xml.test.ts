import { describe, expect, test } from "vitest";
import { readXml, type XmlNode } from "./read.js";
import { xmlDocument } from "./write.js";

function textOf(node: XmlNode | undefined): unknown {
  return node && [node.name, node.children.length === 0 ? node.text : node.children.map(textOf)];
}

test("documents are written in one line, with lists as repeated elements", () => {
  const content = { A: "<&>\r\n", B: [{ C: 1 }, { C: 2 }], D: undefined, E: "", F: { G: true } };
  expect(xmlDocument("R", content, "urn:n")).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<R xmlns="urn:n"><A>&lt;&amp;&gt;&#13;&#10;</A><B><C>1</C></B><B><C>2</C></B><E/><F><G>true</G></F></R>',
  );
});

test("documents are read with prefixes, entities, CDATA and comments", () => {
  const source = `<?xml version="1.0"?>\n<!-- c --><n:R xmlns:n='u' a="1&gt;2"><A>&lt;&#x1F42C;&#33;</A><B><![CDATA[<x>]]></B><C/></n:R>\n`;
  expect(textOf(readXml(source))).toEqual([
    "R",
    [
      ["A", "<\u{1f42c}!"],
      ["B", "<x>"],
      ["C", ""],
    ],
  ]);
});

describe("no document", () => {
  test.each([
    "",
    "text",
    "<a>",
    "<a></b>",
    "<a/><b/>",
    "<a>&unknown;</a>",
    "<a>&</a>",
    "<a b></a>",
    "</a>",
    "<!DOCTYPE a><a/>",
    "<a/>x",
  ])("%s", (source) => {
    expect(readXml(source)).toBeUndefined();
  });
});
