import type { EndpointExpression } from "@inia/core/model";
import { fill } from "./layout.js";
import { printKey } from "./schemas.js";

/** Names in printed code, by their names in the rules. */
export type EndpointNames = ReadonlyMap<string, string>;

/** Prints an expression of endpoint rules; `use` gives the name under which a function of core is imported. */
export function printEndpointExpression(
  expression: EndpointExpression,
  names: EndpointNames,
  use: (name: string) => string,
): string {
  const print = (inner: EndpointExpression): string => printEndpointExpression(inner, names, use);
  switch (expression.kind) {
    case "literal":
      return expression.value === null ? "undefined" : JSON.stringify(expression.value);
    case "list":
      return printItems("[", expression.items.map(print), "]");
    case "record":
      return printItems(
        "{",
        expression.fields.map(([key, value]) => printField(key, print(value))),
        "}",
      );
    case "template":
      return printTemplate(expression.parts, print);
    case "reference":
      return names.get(expression.name) ?? expression.name;
    case "attribute":
      return print(expression.of) + printPath(expression);
    case "call":
      return printCall(expression, print, use);
  }
}

type Of<Kind extends EndpointExpression["kind"]> = Extract<EndpointExpression, { kind: Kind }>;

function printField(key: string, value: string): string {
  return key === value ? key : `${printKey(key)}: ${value}`;
}

/** In one line where it fits, else an item a line. */
function printItems(open: string, items: readonly string[], close: string): string {
  if (items.length === 0) return open + close;
  const line = open === "[" ? `[${items.join(", ")}]` : `{ ${items.join(", ")} }`;
  if (line.length <= 90 && !line.includes("\n")) return line;
  return `${open}\n${indent(items.map((item) => `${item},`).join("\n"))}\n${close}`;
}

export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

function printTemplate(parts: Of<"template">["parts"], print: (part: EndpointExpression) => string): string {
  const [only] = parts;
  if (parts.length === 1 && typeof only === "object" && "type" in only && only.type.of === "string") return print(only);
  const text = parts.map((part) =>
    typeof part === "string" ? escapeTemplate(part) : `\${${withoutParentheses(print(part))}}`,
  );
  return `\`${text.join("")}\``;
}

/** For where braces or other parentheses stand around an expression. */
export function withoutParentheses(text: string): string {
  return /^\([^()]*\)$/.test(text) ? text.slice(1, -1) : text;
}

function escapeTemplate(text: string): string {
  return text.replace(/[`\\]|\$(?=\{)/g, "\\$&");
}

function printPath({ of, path }: Of<"attribute">): string {
  let optional = "type" in of && of.type.optional;
  let text = "";
  for (const step of path) {
    const access = typeof step === "string" ? `.${step}` : step < 0 ? `.at(${step})` : `[${step}]`;
    text += optional ? (access.startsWith("[") ? `?.${access}` : `?${access}`) : access;
    optional ||= typeof step === "number";
  }
  return text;
}

function printCall(
  call: Of<"call">,
  print: (part: EndpointExpression) => string,
  use: (name: string) => string,
): string {
  const [first, second, third] = call.arguments.map(print) as [string, string, string];
  switch (call.function) {
    case "isSet":
      return `${first} !== undefined`;
    case "not":
      return printNot(call.arguments[0] as EndpointExpression, print);
    case "equals":
      return `${first} === ${second}`;
    case "or":
      return printChoice(call.arguments.map(print));
    case "coalesce":
      return `(${call.arguments.map(print).join(" ?? ")})`;
    case "ite":
      return `(${first} ? ${second} : ${third})`;
    default:
      return `${use(call.function)}(${call.arguments.map(print).join(", ")})`;
  }
}

/** In one line where it fits, else as many alternatives on a line as fit. */
function printChoice(alternatives: readonly string[]): string {
  const line = `(${alternatives.join(" || ")})`;
  return line.length <= 100 ? line : `(\n${indent(fill(alternatives, 20, "", " || ", "").join(" ||\n"))}\n)`;
}

function printNot(value: EndpointExpression, print: (part: EndpointExpression) => string): string {
  if (value.kind === "call" && value.function === "isSet") return `${print(value.arguments[0]!)} === undefined`;
  if (value.kind === "call" && value.function === "equals") {
    return `${print(value.arguments[0]!)} !== ${print(value.arguments[1]!)}`;
  }
  return `!${print(value)}`;
}
