import { type JmesPathExpression, lowerJmesPath } from "@inia/core/model";
import { printData } from "./schemas.js";

/** How the functions that printed expressions call are imported. */
export const jmespathImport = 'import * as jmespath from "@inia/core/generated/jmespath";';

/** Whether printed text needs {@link jmespathImport}. */
export function usesJmesPath(text: string): boolean {
  return /\bjmespath\.\w+\(/.test(text);
}

/**
 * Prints a JMESPath expression as an arrow function. `argument` is its parameter, which is never null, with or without
 * a type: `page`, `input: BatchGetItemInput`.
 *
 * @throws JmesPathError naming `where` the expression stands and the character at which it cannot be compiled.
 */
export function printExpression(expression: string, argument: string, where: string): string {
  const [name = argument] = argument.split(":");
  const body = print(lowerJmesPath(expression, where), { text: name.trim(), isNullable: false, depth: 0 });
  return `(${argument}) => ${body.text.startsWith("{") ? `(${body.text})` : body.text}`;
}

/** Text, and how strongly its outermost operator binds: see `levels`. */
interface Printed {
  readonly text: string;
  readonly level: number;
}

const levels = { choice: 0, or: 1, and: 2, comparison: 3, not: 4, primary: 5 };

/** The current value, as a name or an expression without operators. */
interface Current {
  readonly text: string;
  readonly isNullable: boolean;
  /** Functions around it. */
  readonly depth: number;
}

function print(expression: JmesPathExpression, current: Current): Printed {
  switch (expression.kind) {
    case "current":
      return primary(current.text);
    case "literal":
      return primary(printLiteral(expression.value));
    case "field":
      return primary(current.text + printAccess(expression.name, current.isNullable));
    case "index":
      return call("at", current.text, String(expression.index));
    case "slice":
      return call("slice", current.text, `${expression.start}`, `${expression.stop}`, `${expression.step}`);
    case "chain":
      return printChain(expression, current);
    case "project": {
      const list = print(expression.list, current).text;
      return expression.each.kind === "current"
        ? call("project", list)
        : call("project", list, printFunction(expression.each, current));
    }
    case "filter": {
      const list = print(expression.list, current).text;
      return call("filter", list, printFunction(expression.test, current, printTest));
    }
    case "flatten":
      return call("flatten", print(expression.list, current).text);
    case "values":
      return call("valuesOf", print(expression.object, current).text);
    case "list":
      return printNew(`[${expression.items.map((item) => printPart(item, current)).join(", ")}]`, current);
    case "record": {
      const fields = expression.fields.map(([name, value]) => `${printName(name)}: ${printPart(value, current)}`);
      return printNew(`{ ${fields.join(", ")} }`, current);
    }
    case "compare":
      return printComparison(expression, current);
    case "and":
    case "or":
      return printLogic(expression, current);
    case "not":
      return { text: `!${enclose(printTest(expression.value, current), levels.not)}`, level: levels.not };
    case "call":
      return call(expression.name, ...expression.arguments.map((argument) => print(argument, current).text));
    case "reference":
      return { text: printFunction(expression.value, current), level: levels.choice };
  }
}

type Of<Kind extends JmesPathExpression["kind"]> = Extract<JmesPathExpression, { kind: Kind }>;

function primary(text: string): Printed {
  return { text, level: levels.primary };
}

function call(name: string, ...given: string[]): Printed {
  return primary(`jmespath.${name}(${given.join(", ")})`);
}

function enclose({ text, level }: Printed, least: number): string {
  return level < least ? `(${text})` : text;
}

function printLiteral(value: unknown): string {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? `(${printData(value)})`
    : printData(value);
}

function printAccess(name: string, isNullable: boolean): string {
  if (/^[A-Za-z_$][\w$]*$/.test(name)) return isNullable ? `?.${name}` : `.${name}`;
  return `${isNullable ? "?." : ""}[${JSON.stringify(name)}]`;
}

/** A key of a new object; `__proto__` would set its prototype. */
function printName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== "__proto__" ? name : `[${JSON.stringify(name)}]`;
}

/** What is not used once gets a name. */
function printChain({ left, right }: Of<"chain">, current: Current): Printed {
  const { text, level } = print(left, current);
  const isNullable = left.kind !== "list" && left.kind !== "record" ? true : current.isNullable;
  if (level === levels.primary && (countUses(right) === 1 || /^[\w$?.]+$/.test(text))) {
    return print(right, { ...current, text: /^[\w$?.]+$|\)$/.test(text) ? text : `(${text})`, isNullable });
  }
  return primary(`(${printFunction(right, current)})(${text})`);
}

function printFunction(
  body: JmesPathExpression,
  { depth }: Current,
  printBody: (body: JmesPathExpression, current: Current) => Printed = print,
): string {
  const name = depth === 0 ? "item" : `item${depth + 1}`;
  const { text } = printBody(body, { text: name, isNullable: true, depth: depth + 1 });
  return `(${name}) => ${text.startsWith("{") ? `(${text})` : text}`;
}

/** An item of a new list or object: what is missing is null. */
function printPart(part: JmesPathExpression, current: Current): string {
  const printed = print(part, current);
  return isBoolean(part) || part.kind === "literal"
    ? enclose(printed, levels.or)
    : `${enclose(printed, levels.primary)} ?? null`;
}

/** A new list or object, which null has none of. */
function printNew(text: string, { text: current, isNullable }: Current): Printed {
  if (!isNullable) return { text, level: levels.primary };
  return { text: `jmespath.isNull(${current}) ? null : ${text}`, level: levels.choice };
}

function printComparison({ operator, left, right }: Of<"compare">, current: Current): Printed {
  const [one, other] = [print(left, current), print(right, current)];
  const isNegated = operator === "!=";
  if (operator !== "==" && !isNegated) {
    if (!isNumber(left) || !isNumber(right)) return call("compare", one.text, JSON.stringify(operator), other.text);
    return { text: `${one.text} ${operator} ${other.text}`, level: levels.comparison };
  }
  if (isPlainlyComparable(left, right)) {
    const text = `${enclose(one, levels.not)} ${isNegated ? "!==" : "==="} ${enclose(other, levels.not)}`;
    return { text, level: levels.comparison };
  }
  const { text } = call("equals", one.text, other.text);
  return isNegated ? { text: `!${text}`, level: levels.not } : primary(text);
}

/** Whether `===` compares as JMESPath does. */
function isPlainlyComparable(left: JmesPathExpression, right: JmesPathExpression): boolean {
  if (isNumber(left) && isNumber(right)) return true;
  return [left, right].some(
    (side) => side.kind === "literal" && (typeof side.value === "string" || typeof side.value === "boolean"),
  );
}

function printLogic({ kind, left, right }: Of<"and" | "or">, current: Current): Printed {
  const level = levels[kind];
  const [one, other] = [print(left, current), print(right, current)];
  if (!isBoolean(left))
    return call(kind, one.text, `() => ${other.text.startsWith("{") ? `(${other.text})` : other.text}`);
  const operator = kind === "and" ? "&&" : "||";
  return { text: `${enclose(one, level)} ${operator} ${enclose(other, level)}`, level };
}

/** Prints an expression of which only the truth matters. */
function printTest(expression: JmesPathExpression, current: Current): Printed {
  if (isBoolean(expression)) return print(expression, current);
  if (expression.kind !== "and" && expression.kind !== "or") return call("isTrue", print(expression, current).text);
  const level = levels[expression.kind];
  const sides = [expression.left, expression.right].map((side) => enclose(printTest(side, current), level));
  return { text: sides.join(expression.kind === "and" ? " && " : " || "), level };
}

function isBoolean(expression: JmesPathExpression): boolean {
  switch (expression.kind) {
    case "not":
      return true;
    case "and":
    case "or":
      return isBoolean(expression.left) && isBoolean(expression.right);
    case "literal":
      return typeof expression.value === "boolean";
    case "compare":
      return ["==", "!="].includes(expression.operator) || (isNumber(expression.left) && isNumber(expression.right));
    case "call":
      return ["contains", "ends_with", "starts_with"].includes(expression.name);
    default:
      return false;
  }
}

function isNumber(expression: JmesPathExpression): boolean {
  if (expression.kind === "literal") return typeof expression.value === "number";
  return expression.kind === "call" && expression.name === "length";
}

/** How often an expression uses the current value. */
function countUses(expression: JmesPathExpression): number {
  switch (expression.kind) {
    case "literal":
      return 0;
    case "current":
    case "field":
    case "index":
    case "slice":
      return 1;
    case "chain":
      return countUses(expression.left);
    case "project":
    case "filter":
    case "flatten":
      return countUses(expression.list);
    case "values":
      return countUses(expression.object);
    case "list":
    case "record":
      return 2;
    case "compare":
      return countUses(expression.left) + countUses(expression.right);
    case "and":
    case "or":
      // The right side may never be looked at.
      return countUses(expression.left) + 2 * countUses(expression.right);
    case "not":
      return countUses(expression.value);
    case "call":
      return expression.arguments.reduce((sum, argument) => sum + countUses(argument), 0);
    case "reference":
      return 0;
  }
}
