import { type EndpointExpression, type EndpointStatement, uncapitalise } from "@inia/core/model";
import { numbered } from "../model/names.js";
import { type EndpointNames, indent, printEndpointExpression, withoutParentheses } from "./endpoint-expression.js";
import { type PropertyFunctions, printProperties } from "./endpoint-properties.js";

type Bind = Extract<EndpointStatement, { kind: "bind" }>;

/** What statements are printed with. */
export interface StatementPrinter {
  /** The name under which a function of core is imported. */
  use(name: string): string;
  readonly properties: PropertyFunctions;
}

/** Prints statements of endpoint rules as TypeScript. `taken` holds the names that a block may not declare again. */
export function printStatements(
  statements: readonly EndpointStatement[],
  names: EndpointNames,
  taken: ReadonlySet<string>,
  printer: StatementPrinter,
): string {
  const here = new Set(taken);
  return statements.map((statement) => printStatement(statement, names, here, printer)).join("\n");
}

function printStatement(
  statement: EndpointStatement,
  names: EndpointNames,
  taken: Set<string>,
  printer: StatementPrinter,
): string {
  const print = (expression: EndpointExpression): string => printEndpointExpression(expression, names, printer.use);
  switch (statement.kind) {
    case "if":
      return printIf(statement.tests.map(print), statement.then, names, taken, printer);
    case "bind":
      return printBind(statement, names, taken, printer);
    case "endpoint": {
      const parts = [
        `url: ${print(statement.url)}`,
        `properties: ${printProperties(statement.properties, printer.properties, print)}`,
      ];
      return printReturn([...parts, `headers: ${print(statement.headers)}`]);
    }
    case "error":
      return `throw new ${printer.use("EndpointResolutionError")}(${print(statement.message)});`;
  }
}

function printIf(
  tests: readonly string[],
  then: readonly EndpointStatement[],
  names: EndpointNames,
  taken: ReadonlySet<string>,
  printer: StatementPrinter,
): string {
  const body = printStatements(then, names, taken, printer);
  const line = `if (${tests.length === 1 ? withoutParentheses(tests[0]!) : tests.join(" && ")})`;
  const head = line.length <= 100 ? line : `if (\n${indent(tests.join(" &&\n"))}\n)`;
  return `${head} {\n${indent(body)}\n}`;
}

function printBind(
  { name, value, always, then }: Bind,
  names: EndpointNames,
  taken: Set<string>,
  printer: StatementPrinter,
): string {
  const [next] = then;
  const text = printEndpointExpression(value, names, printer.use);
  const variable = declare(name, taken);
  const inner = new Map([...names, [name, variable]]);
  const declaration = `const ${variable} = ${text};`;
  if (always)
    return [declaration, ...then.map((statement) => printStatement(statement, inner, taken, printer))].join("\n");
  const isThere = `${variable} !== undefined`;
  if (then.length !== 1 || next?.kind !== "if")
    return `${declaration}\n${printIf([isThere], then, inner, taken, printer)}`;
  const tests = next.tests.map((test) => printEndpointExpression(test, inner, printer.use));
  return `${declaration}\n${printIf([isThere, ...tests], next.then, inner, taken, printer)}`;
}

/** `uri_encoded_bucket` is `uriEncodedBucket`; a name that is taken gets a number. */
function declare(name: string, taken: Set<string>): string {
  const camel = name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
  const free = numbered(uncapitalise(camel), taken);
  taken.add(free);
  return free;
}

function printReturn(parts: readonly string[]): string {
  const line = `return { ${parts.join(", ")} };`;
  if (line.length <= 110 && !line.includes("\n")) return line;
  return `return {\n${indent(parts.map((part) => `${part},`).join("\n"))}\n};`;
}
