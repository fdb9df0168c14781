import { jsonPointer, ModelError } from "./model-error.js";

/**
 * A JSON text as a tree that keeps what `JSON.parse` drops: the order of keys that look like integers, and the
 * digits of numbers (`9223372036854775807`, `1.0`).
 *
 * A scalar is its own canonical text: `"name"` with its quotes, `1.50`, `true`.
 */
export type JsonNode = string | JsonObject | JsonArray;

export interface JsonObject {
  readonly kind: "object";
  readonly entries: readonly JsonEntry[];
}

export interface JsonArray {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}

export interface JsonEntry {
  readonly key: string;
  readonly value: JsonNode;
}

/**
 * Parses a JSON text (RFC 8259); `file` is named in errors.
 *
 * @throws {@link ModelError} with line, column and pointer where the text is no JSON, or names a key twice.
 */
export function parseDocument(text: string, file: string): JsonNode {
  const path: (string | number)[] = [];
  let at = 0;

  skipSpace();
  const root = value();
  skipSpace();
  if (at < text.length) fail("the end of the file");
  return root;

  function value(): JsonNode {
    const code = text.charCodeAt(at);
    if (code === quote) return string();
    if (code === openBrace) return object();
    if (code === openBracket) return array();
    return numberOrWord();
  }

  function object(): JsonObject {
    const entries: JsonEntry[] = [];
    const seen = new Set<string>();
    at += 1;
    skipSpace();
    if (text.charCodeAt(at) === closeBrace) {
      at += 1;
      return { kind: "object", entries };
    }
    for (;;) {
      if (text.charCodeAt(at) !== quote) fail("a key in double quotes");
      const keyAt = at;
      const key = JSON.parse(string()) as string;
      if (seen.has(key)) fail("each key once", `${JSON.stringify(key)} again`, keyAt);
      seen.add(key);
      path.push(key);
      skipSpace();
      if (text.charCodeAt(at) !== colon) fail('":"');
      at += 1;
      skipSpace();
      entries.push({ key, value: value() });
      path.pop();
      skipSpace();
      const next = text.charCodeAt(at);
      if (next !== comma && next !== closeBrace) fail('"," or "}"');
      at += 1;
      if (next === closeBrace) return { kind: "object", entries };
      skipSpace();
    }
  }

  function array(): JsonArray {
    const items: JsonNode[] = [];
    at += 1;
    skipSpace();
    if (text.charCodeAt(at) === closeBracket) {
      at += 1;
      return { kind: "array", items };
    }
    for (;;) {
      path.push(items.length);
      items.push(value());
      path.pop();
      skipSpace();
      const next = text.charCodeAt(at);
      if (next !== comma && next !== closeBracket) fail('"," or "]"');
      at += 1;
      if (next === closeBracket) return { kind: "array", items };
      skipSpace();
    }
  }

  function string(): string {
    const start = at;
    let escaped = false;
    for (at += 1; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      if (code === backslash) {
        escaped = true;
        at += 1;
      } else if (!(code >= 0x20)) {
        fail(at < text.length ? "control characters escaped" : "a closing double quote");
      }
    }
    at += 1;
    const raw = text.slice(start, at);
    if (!escaped) return raw;
    try {
      return JSON.stringify(JSON.parse(raw));
    } catch {
      return fail("a string with valid escapes", raw, start);
    }
  }

  function numberOrWord(): string {
    const token = /[\w.+-]*/y;
    token.lastIndex = at;
    const raw = token.exec(text)?.[0] ?? "";
    if (!scalar.test(raw)) fail("a JSON value");
    at += raw.length;
    return raw;
  }

  function skipSpace(): void {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      at += 1;
    }
  }

  function fail(expected: string, found?: string, offset: number = at): never {
    const before = text.slice(0, offset);
    throw new ModelError({
      file,
      pointer: jsonPointer(path),
      line: before.split("\n").length,
      column: offset - before.lastIndexOf("\n"),
      expected,
      found: found ?? (offset < text.length ? JSON.stringify(text.charAt(offset)) : "the end of the file"),
    });
  }
}

/** Prints with one space of indentation, as `JSON.stringify(value, null, 1)` lays out, and a final line feed. */
export function printDocument(node: JsonNode): string {
  return `${print(node, "\n")}\n`;
}

function print(node: JsonNode, newline: string): string {
  if (typeof node === "string") return node;
  const inner = `${newline} `;
  let body = "";
  if (node.kind === "object") {
    for (const { key, value } of node.entries) {
      body += `${body === "" ? "" : ","}${inner}${JSON.stringify(key)}: ${print(value, inner)}`;
    }
    return body === "" ? "{}" : `{${body}${newline}}`;
  }
  for (const item of node.items) body += `${body === "" ? "" : ","}${inner}${print(item, inner)}`;
  return body === "" ? "[]" : `[${body}${newline}]`;
}

const scalar = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const colon = 0x3a;
const comma = 0x2c;
