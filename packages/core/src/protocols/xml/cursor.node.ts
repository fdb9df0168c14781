import { ResponseParserError } from "../../errors/parser.js";
import { maxDepth, type XmlCursor } from "./cursor.js";
import { xmlDeclaration } from "./declaration.js";
import { MalformedXmlError } from "./malformed.js";
import { expandReferences } from "./references.js";

/** A cursor that reads character by character, and compares names where they stand. */
export class XmlTextCursor implements XmlCursor {
  readonly #text: string;
  /** Where to read on: behind the last markup. */
  #at = 0;
  /** The element opened last: its name, the part of the name behind a prefix, and whether it was `<name/>`. */
  #nameStart = 0;
  #localStart = 0;
  #nameEnd = 0;
  #selfClosing = false;
  /** Where the local part begins of the name scanned last, be it an element's or an attribute's. */
  #afterPrefix = 0;
  /** Start and end of the names of all elements that were entered. */
  readonly #entered: number[] = [];
  /** The first `&` that is not behind us. */
  #ampersand: number;
  /** Whether `]]>` occurs at all: outside CDATA sections it must not. */
  readonly #hasSectionEnd: boolean;

  /** `text` as {@link decodeXml} gives it. Opens the root element. */
  constructor(text: string) {
    this.#text = text;
    this.#ampersand = this.#findAmpersand(0);
    this.#hasSectionEnd = text.includes("]]>");
    this.#at = this.#skipDeclaration();
    this.#at = this.#skipOutside();
    if (text.charCodeAt(this.#at) !== LESS_THAN) this.#fail("there is no root element", this.#at);
    this.#open(this.#at + 1);
  }

  get name(): string {
    return this.#text.slice(this.#localStart, this.#nameEnd);
  }

  isNamed(name: string): boolean {
    const start = this.#localStart;
    const length = name.length;
    if (this.#nameEnd - start !== length) return false;
    const text = this.#text;
    for (let index = length - 1; index >= 0; index--) {
      if (text.charCodeAt(start + index) !== name.charCodeAt(index)) return false;
    }
    return true;
  }

  get isQualified(): boolean {
    return this.#localStart > this.#nameStart || Boolean(this.attribute("xmlns"));
  }

  get path(): string {
    const names = [this.#text.slice(this.#nameStart, this.#nameEnd)];
    const { length } = this.#entered;
    for (let index = length - 2; index >= 0 && names.length < 8; index -= 2) {
      const start = this.#entered[index]!;
      if (start !== this.#nameStart) names.unshift(this.#text.slice(start, this.#entered[index + 1]));
    }
    return names.join("/");
  }

  attribute(name: string): string | undefined {
    const prefixed = name.includes(":");
    const local = name.slice(name.indexOf(":") + 1);
    let found: string | undefined;
    this.#readAttributes(this.#nameEnd, (attribute, value) => {
      const colon = attribute.indexOf(":");
      if (prefixed === colon >= 0 && attribute.slice(colon + 1) === local) found ??= value;
    });
    return found;
  }

  enter(): boolean {
    if (this.#selfClosing) return false;
    if (this.#entered.length >= 2 * maxDepth) {
      throw new ResponseParserError(`The response's XML is nested deeper than ${maxDepth} elements.`);
    }
    this.#entered.push(this.#nameStart, this.#nameEnd);
    return true;
  }

  nextChild(): boolean {
    const text = this.#text;
    for (;;) {
      let at = this.#at;
      if (text.charCodeAt(at) !== LESS_THAN) {
        const end = this.#find("<", at);
        this.#checkText(at, end);
        at = end;
      }
      const code = text.charCodeAt(at + 1);
      if (code === SLASH) {
        const nameEnd = this.#entered.pop()!;
        this.#close(at + 2, this.#entered.pop()!, nameEnd);
        return false;
      }
      if (code !== EXCLAMATION && code !== QUESTION) {
        this.#open(at + 1);
        return true;
      }
      this.#at = this.#skipMarkup(at);
    }
  }

  skip(): void {
    const depth = this.#entered.length;
    if (!this.enter()) return;
    while (this.#entered.length > depth) if (this.nextChild()) this.enter();
  }

  readText(): string {
    if (this.#selfClosing) return "";
    const start = this.#at;
    const end = this.#find("<", start);
    if (this.#text.charCodeAt(end + 1) !== SLASH) {
      this.enter();
      const mixed = this.leadingText();
      while (this.nextChild()) this.skip();
      return mixed;
    }
    const text = this.#checkText(start, end);
    this.#close(end + 2, this.#nameStart, this.#nameEnd);
    return text;
  }

  leadingText(): string {
    let whole = "";
    for (;;) {
      const end = this.#find("<", this.#at);
      whole += this.#checkText(this.#at, end);
      this.#at = end;
      const code = this.#text.charCodeAt(end + 1);
      if (code !== EXCLAMATION && code !== QUESTION) return whole;
      this.#at = this.#skipMarkup(end);
      if (this.#text.startsWith("<![", end)) whole += this.#text.slice(end + 9, this.#at - 3);
    }
  }

  lookAhead(read: () => void): void {
    const at = this.#at;
    const nameStart = this.#nameStart;
    const localStart = this.#localStart;
    const nameEnd = this.#nameEnd;
    const selfClosing = this.#selfClosing;
    const ampersand = this.#ampersand;
    read();
    this.#at = at;
    this.#nameStart = nameStart;
    this.#localStart = localStart;
    this.#nameEnd = nameEnd;
    this.#selfClosing = selfClosing;
    this.#ampersand = ampersand;
  }

  finish(): void {
    if (this.#skipOutside() !== this.#text.length) this.#fail("there is more behind the root element", this.#at);
  }

  /** Text between two positions, with its references expanded. */
  #checkText(from: number, to: number): string {
    const raw = this.#text.slice(from, to);
    if (this.#hasSectionEnd && raw.includes("]]>")) this.#fail("]]> outside a CDATA section", from);
    if (this.#ampersand >= to) return raw;
    if (this.#ampersand < from) this.#ampersand = this.#findAmpersand(from);
    return this.#ampersand < to ? expandReferences(raw, from) : raw;
  }

  /** Reads a start tag, from behind its `<`. */
  #open(at: number): void {
    const end = this.#scanName(at);
    this.#nameStart = at;
    this.#localStart = this.#afterPrefix;
    this.#nameEnd = end;
    const text = this.#text;
    let behind = end;
    let code = text.charCodeAt(end);
    if (code !== GREATER_THAN && code !== SLASH) {
      behind = this.#readAttributes(end, undefined);
      code = text.charCodeAt(behind);
    }
    this.#selfClosing = code === SLASH;
    if (this.#selfClosing && text.charCodeAt(++behind) !== GREATER_THAN) this.#fail("/ without >", behind);
    this.#at = behind + 1;
  }

  /** Reads an end tag, from behind its `</`. */
  #close(at: number, nameStart: number, nameEnd: number): void {
    const text = this.#text;
    const length = nameEnd - nameStart;
    for (let index = 0; index < length; index++) {
      if (text.charCodeAt(at + index) !== text.charCodeAt(nameStart + index)) {
        this.#fail(`the end tag of <${text.slice(nameStart, nameEnd)}> is missing`, at);
      }
    }
    let end = at + length;
    while (isSpace(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) !== GREATER_THAN) {
      this.#fail(`the end tag of <${text.slice(nameStart, nameEnd)}> is missing`, at);
    }
    this.#at = end + 1;
  }

  /** The end of the name that begins here; notes where its local part begins. */
  #scanName(start: number): number {
    const text = this.#text;
    let at = start;
    let code = text.charCodeAt(at);
    this.#afterPrefix = start;
    if (!isNameStart(code)) this.#fail("a name is missing", at);
    for (;;) {
      code = text.charCodeAt(++at);
      if (code === COLON) {
        if (this.#afterPrefix !== start || !isNameStart(text.charCodeAt(at + 1)))
          this.#fail("a colon out of place", at);
        this.#afterPrefix = at + 1;
      } else if (!isNameStart(code) && !isNameRest(code)) return at;
    }
  }

  /** Reads attributes up to `>` or `/` and gives its position. */
  #readAttributes(start: number, visit: ((name: string, value: string) => void) | undefined): number {
    const text = this.#text;
    const names = new Set<string>();
    let at = start;
    for (;;) {
      const before = at;
      while (isSpace(text.charCodeAt(at))) at++;
      const code = text.charCodeAt(at);
      if (code === GREATER_THAN || code === SLASH) return at;
      if (at === before) this.#fail("a tag that does not end", at);
      const nameStart = at;
      at = this.#scanName(at);
      const name = text.slice(nameStart, at);
      if (names.has(name)) this.#fail("an attribute occurs twice", nameStart);
      names.add(name);
      while (isSpace(text.charCodeAt(at))) at++;
      if (text.charCodeAt(at++) !== EQUALS) this.#fail("an attribute without a value", nameStart);
      while (isSpace(text.charCodeAt(at))) at++;
      const quote = text[at];
      if (quote !== '"' && quote !== "'") this.#fail("an attribute without quotes", nameStart);
      const end = this.#find(quote!, at + 1);
      const raw = text.slice(at + 1, end);
      if (raw.includes("<")) this.#fail("< in an attribute", nameStart);
      const value = raw.includes("&") ? expandReferences(raw, at + 1) : raw;
      visit?.(name, value);
      at = end + 1;
    }
  }

  /** Passes over a comment, CDATA section or processing instruction. */
  #skipMarkup(at: number): number {
    const text = this.#text;
    if (text.startsWith("<!--", at)) {
      const end = this.#find("--", at + 4);
      if (text.charCodeAt(end + 2) !== GREATER_THAN) this.#fail("-- in a comment", end);
      return end + 3;
    }
    if (text.startsWith("<![CDATA[", at)) return this.#find("]]>", at + 9) + 3;
    if (text.charCodeAt(at + 1) !== QUESTION) this.#fail("a declaration out of place", at);
    const nameEnd = this.#scanName(at + 2);
    const target = text.slice(at + 2, nameEnd);
    // A prefix is no part of a target, for readers that know namespaces.
    const isReserved = target.toLowerCase() === "xml" || target.includes(":");
    if (isReserved || !(isSpace(text.charCodeAt(nameEnd)) || text.startsWith("?>", nameEnd))) {
      this.#fail("a bad processing instruction", at);
    }
    return this.#find("?>", nameEnd) + 2;
  }

  #skipDeclaration(): number {
    if (!this.#text.startsWith("<?xml") || !isSpace(this.#text.charCodeAt(5))) return 0;
    return xmlDeclaration.exec(this.#text)?.[0].length ?? this.#fail("a bad XML declaration", 0);
  }

  /** Passes over what may stand before and behind the root element. */
  #skipOutside(): number {
    const text = this.#text;
    let at = this.#at;
    for (;;) {
      while (isSpace(text.charCodeAt(at))) at++;
      if (!text.startsWith("<?", at) && !text.startsWith("<!--", at)) break;
      at = this.#skipMarkup(at);
    }
    return at;
  }

  #find(what: string, from: number): number {
    const at = this.#text.indexOf(what, from);
    return at < 0 ? this.#fail(`${what} is missing`, from) : at;
  }

  #findAmpersand(from: number): number {
    const at = this.#text.indexOf("&", from);
    return at < 0 ? Infinity : at;
  }

  #fail(problem: string, offset: number): never {
    throw new MalformedXmlError(`The response is not well-formed XML: ${problem} (offset ${offset}).`);
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 0xc0;
}

function isNameRest(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 45 || code === 46 || code === 0xb7;
}

const LESS_THAN = 60;
const GREATER_THAN = 62;
const SLASH = 47;
const EXCLAMATION = 33;
const QUESTION = 63;
const COLON = 58;
const EQUALS = 61;
