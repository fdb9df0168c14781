import { type EndpointExpression, type EndpointStatement, keyOf, uncapitalise } from "@inia/core/model";
import { numbered } from "../model/names.js";
import { printEndpointExpression, withoutParentheses } from "./endpoint-expression.js";

/** A function of the generated file that makes the properties of several endpoints. */
export interface PropertyFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly properties: EndpointExpression;
}

/** The functions by what they make. */
export type PropertyFunctions = ReadonlyMap<string, PropertyFunction>;

/** Finds properties that several endpoints have, but for values within them: a function shall make them. */
export function hoistProperties(statements: readonly EndpointStatement[]): PropertyFunctions {
  const patterns = new Map<string, Pattern & { readonly endpoints: number }>();
  for (const properties of propertiesIn(statements)) {
    const pattern = patternOf(properties);
    const key = keyOf(pattern.properties);
    patterns.set(key, { ...pattern, endpoints: (patterns.get(key)?.endpoints ?? 0) + 1 });
  }
  const functions = new Map<string, PropertyFunction>();
  for (const [key, { properties, names, endpoints }] of patterns) {
    if (endpoints < 2 || isEmpty(properties)) continue;
    functions.set(key, { name: nameProperties(properties, functions), parameters: names, properties });
  }
  return functions;
}

/** Prints the properties of one endpoint: a call of the function that makes them, or themselves. */
export function printProperties(
  properties: EndpointExpression,
  functions: PropertyFunctions,
  print: (value: EndpointExpression) => string,
): string {
  const pattern = patternOf(properties);
  const maker = functions.get(keyOf(pattern.properties));
  return maker === undefined
    ? print(properties)
    : `${maker.name}(${pattern.values.map((value) => withoutParentheses(print(value))).join(", ")})`;
}

/** Prints the functions, each after an empty line. */
export function printPropertyFunctions(functions: PropertyFunctions, use: (name: string) => string): string {
  return [...functions.values()]
    .map(({ name, parameters, properties }) => {
      const signature = parameters.map((parameter) => `${parameter}: string`).join(", ");
      const value = printEndpointExpression(properties, new Map(), use);
      const body = `  return ${value.replaceAll("\n", "\n  ")};`;
      return `\n\nfunction ${name}(${signature}): ${use("EndpointProperties")} {\n${body}\n}`;
    })
    .join("");
}

interface Pattern {
  /** The properties, with parameters in the place of values. */
  readonly properties: EndpointExpression;
  readonly names: readonly string[];
  readonly values: readonly EndpointExpression[];
}

function patternOf(properties: EndpointExpression): Pattern {
  const names: string[] = [];
  const values: EndpointExpression[] = [];
  const abstract = (expression: EndpointExpression, key: string): EndpointExpression => {
    if (expression.kind === "list")
      return { ...expression, items: expression.items.map((item) => abstract(item, key)) };
    if (expression.kind === "record") {
      return { ...expression, fields: expression.fields.map(([name, value]) => [name, abstract(value, name)]) };
    }
    if (expression.kind === "literal" && key !== "signingRegion") return expression;
    const name = names.includes(key) ? `${key}${names.length + 1}` : key;
    names.push(name);
    values.push(expression);
    return { kind: "reference", name, type: { of: "string", optional: false } };
  };
  return { properties: abstract(properties, ""), names, values };
}

/** `sigv4` for `s3` gives `sigv4S3Properties`. */
function nameProperties(properties: EndpointExpression, others: PropertyFunctions): string {
  const words = [...textsOf(properties, "name"), ...new Set(textsOf(properties, "signingName"))];
  const camel = ["", ...words].join("-").replace(/[^a-z0-9]+(.)/gi, (_, letter: string) => letter.toUpperCase());
  const wanted = `${uncapitalise(camel)}${words.length === 0 ? "properties" : "Properties"}`;
  return numbered(wanted, new Set([...others.values()].map(({ name }) => name)));
}

function textsOf(expression: EndpointExpression, key: string): string[] {
  if (expression.kind === "list") return expression.items.flatMap((item) => textsOf(item, key));
  if (expression.kind !== "record") return [];
  return expression.fields.flatMap(([name, value]) =>
    name === key && value.kind === "literal" ? [String(value.value)] : textsOf(value, key),
  );
}

function isEmpty(properties: EndpointExpression): boolean {
  return properties.kind === "record" && properties.fields.length === 0;
}

function propertiesIn(statements: readonly EndpointStatement[]): EndpointExpression[] {
  return statements.flatMap((statement) => {
    if (statement.kind === "endpoint") return [statement.properties];
    return statement.kind === "error" ? [] : propertiesIn(statement.then);
  });
}
