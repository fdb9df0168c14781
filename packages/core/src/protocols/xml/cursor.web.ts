import { ResponseParserError } from "../../errors/parser.js";
import { maxDepth, type XmlCursor } from "./cursor.js";
import { xmlDeclaration } from "./declaration.js";
import { MalformedXmlError } from "./malformed.js";
import { expandReferences } from "./references.js";

/**
 * A cursor that takes the text apart by regular expressions: a third of the code of the one for Node, which is twice as
 * fast.
 */
export class XmlTextCursor implements XmlCursor {
  readonly #text: string;
  /** Where to read on: behind the last markup. */
  #at: number;
  /** The start tag of the element opened last: all of it, its name, the local part, attributes, slash. */
  #tag!: readonly string[];
  readonly #entered: (readonly string[])[] = [];

  /** `text` as `decodeXml` gives it. Opens the root element. */
  constructor(text: string) {
    this.#text = text;
    this.#at = xmlDeclaration.exec(text)?.[0].length ?? 0;
    this.#skipOutside();
    this.#open();
  }

  get name(): string {
    return this.#tag[2]!;
  }

  get isQualified(): boolean {
    return this.#tag[1] !== this.name || Boolean(this.attribute("xmlns"));
  }

  get path(): string {
    const tags = [...this.#entered.filter((tag) => tag !== this.#tag), this.#tag];
    return tags
      .slice(-8)
      .map(([, name]) => name)
      .join("/");
  }

  isNamed(name: string): boolean {
    return this.name === name;
  }

  attribute(name: string): string | undefined {
    const isPrefixed = name.includes(":");
    const wanted = name.slice(name.indexOf(":") + 1);
    return this.#attributes().find(([prefix, local]) => local === wanted && Boolean(prefix) === isPrefixed)?.[2];
  }

  enter(): boolean {
    if (this.#tag[4]) return false;
    if (this.#entered.push(this.#tag) > maxDepth) {
      throw new ResponseParserError(`The response's XML is nested deeper than ${maxDepth} elements.`);
    }
    return true;
  }

  nextChild(): boolean {
    this.leadingText();
    if (!this.#text.startsWith("</", this.#at)) {
      this.#open();
      return true;
    }
    if (this.#match(endTag)?.[1] !== this.#entered.pop()![1]) this.#fail();
    return false;
  }

  skip(): void {
    const depth = this.#entered.length;
    if (this.enter()) while (this.#entered.length > depth) if (this.nextChild()) this.enter();
  }

  readText(): string {
    if (!this.enter()) return "";
    const text = this.leadingText();
    while (this.nextChild()) this.skip();
    return text;
  }

  leadingText(): string {
    let whole = "";
    for (;;) {
      const start = this.#at;
      const end = this.#text.indexOf("<", start);
      const text = this.#text.slice(start, end < 0 ? undefined : end);
      if (end < 0 || text.includes("]]>")) this.#fail();
      whole += expandReferences(text, start);
      this.#at = end;
      const aside = this.#match(asides);
      if (!aside) return whole;
      whole += aside[2] ?? "";
    }
  }

  lookAhead(read: () => void): void {
    const at = this.#at;
    const tag = this.#tag;
    read();
    this.#at = at;
    this.#tag = tag;
  }

  finish(): void {
    this.#skipOutside();
    if (this.#at < this.#text.length) this.#fail();
  }

  #open(): void {
    this.#tag = this.#match(startTag) ?? this.#fail();
    const names = this.#attributes().map(([prefix, local]) => `${prefix}:${local}`);
    if (new Set(names).size < names.length) this.#fail();
  }

  /** Prefix, local name and value of each. */
  #attributes(): [prefix: string | undefined, local: string, value: string][] {
    return Array.from(this.#tag[3]!.matchAll(attributes), ([, prefix, local, value]) => [
      prefix,
      local!,
      expandReferences(value!.slice(1, -1), this.#at),
    ]);
  }

  #skipOutside(): void {
    this.#match(outside);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text) ?? undefined;
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #fail(): never {
    throw new MalformedXmlError(`The response is not well-formed XML (offset ${this.#at}).`);
  }
}

const name = "[A-Z_a-z\\xc0-\\uffff][-.\\w\\xb7\\xc0-\\uffff]*";
const space = "[ \\t\\n]";
// The first group is what ends at the first `--`: a lookahead does not try a later one.
const comment = "<!--(?=([^]*?--))\\1>";
const instruction = `<\\?(?![Xx][Mm][Ll](?:${space}|\\?))${name}(?:${space}[^]*?)?\\?>`;

const startTag: RegExp = /*#__PURE__*/ new RegExp(
  `<((?:${name}:)?(${name}))((?:${space}+(?:${name}:)?${name}${space}*=${space}*(?:"[^"<]*"|'[^'<]*'))*)${space}*(/?)>`,
  "y",
);
const endTag: RegExp = /*#__PURE__*/ new RegExp(`</((?:${name}:)?${name})${space}*>`, "y");
const attributes: RegExp = /*#__PURE__*/ new RegExp(
  `(?:(${name}):)?(${name})${space}*=${space}*("[^"]*"|'[^']*')`,
  "g",
);
const asides: RegExp = /*#__PURE__*/ new RegExp(`${comment}|${instruction}|<!\\[CDATA\\[([^]*?)\\]\\]>`, "y");
const outside: RegExp = /*#__PURE__*/ new RegExp(`(?:${space}|${comment}|${instruction})*`, "y");
