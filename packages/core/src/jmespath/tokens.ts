import { JmesPathError } from "./error.js";

export interface Token {
  readonly kind: "name" | "quoted" | "number" | "literal" | "end" | Operator;
  readonly value: unknown;
  readonly position: number;
}

export type Operator =
  | "||"
  | "&&"
  | "=="
  | "!="
  | "<="
  | ">="
  | "[]"
  | "[?"
  | "|"
  | "&"
  | "!"
  | "<"
  | ">"
  | "."
  | "*"
  | "@"
  | ","
  | ":"
  | "["
  | "]"
  | "("
  | ")"
  | "{"
  | "}";

/** Splits an expression into tokens, an `end` last. */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern, "y");
  while (pattern.lastIndex < expression.length) {
    const position = pattern.lastIndex;
    const match = pattern.exec(expression)?.groups;
    if (match === undefined) throw failAt(expression, position, "expected a token");
    const { name, number, quoted, raw, json, operator } = match;
    const add = (kind: Token["kind"], value: unknown): unknown => tokens.push({ kind, value, position });
    if (name !== undefined) add("name", name);
    else if (number !== undefined) add("number", Number(number));
    else if (quoted !== undefined) add("quoted", parseJson(quoted, expression, position));
    else if (raw !== undefined) add("literal", raw.slice(1, -1).replaceAll("\\'", "'"));
    else if (json !== undefined) add("literal", parseLiteral(json.slice(1, -1), expression, position));
    else if (operator !== undefined) add(operator as Operator, operator);
  }
  tokens.push({ kind: "end", value: "", position: expression.length });
  return tokens;
}

export function failAt(expression: string, position: number, message: string): JmesPathError {
  return new JmesPathError(
    `JMESPath "${expression}", character ${position + 1}: ${message}, found ${excerpt(expression, position)}`,
  );
}

function excerpt(expression: string, position: number): string {
  return position < expression.length ? `"${expression.slice(position, position + 20)}"` : "the end";
}

/** What is no JSON is a string without its quotes, as of old. (JEP 12) */
function parseLiteral(text: string, expression: string, position: number): unknown {
  const json = text.replaceAll("\\`", "`");
  try {
    return JSON.parse(json);
  } catch {
    return parseJson(`"${json.trimStart()}"`, expression, position);
  }
}

function parseJson(json: string, expression: string, position: number): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw failAt(expression, position, "expected JSON");
  }
}

const tokenPattern = [
  /\s+/,
  /(?<name>[A-Za-z_]\w*)/,
  /(?<number>-?\d+)/,
  /(?<quoted>"(?:[^"\\]|\\[^])*")/,
  /(?<raw>'(?:[^'\\]|\\[^])*')/,
  /(?<json>`(?:[^`\\]|\\[^])*`)/,
  /(?<operator>\|\||&&|[=!<>]=|\[\]|\[\?|[|&!<>.*@,:[\](){}])/,
]
  .map(({ source }) => source)
  .join("|");
