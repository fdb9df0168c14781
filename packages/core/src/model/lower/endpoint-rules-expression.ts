import type { EndpointExpression, EndpointFunction, EndpointType } from "../../endpoints/lowered.js";
import type { Place } from "./endpoint-rules-place.js";

/** The names that an expression may refer to: parameters, and what conditions before it assign. */
export class Scope {
  private readonly types: Map<string, EndpointType>;

  constructor(types: ReadonlyMap<string, EndpointType> = new Map()) {
    this.types = new Map(types);
  }

  inner(): Scope {
    return new Scope(this.types);
  }

  declare(name: string, type: EndpointType, place: Place): void {
    if (this.types.has(name)) throw place.wrong(`a name other than "${name}", which is taken`);
    this.types.set(name, type);
  }

  /** Notes that a condition found the value set. */
  narrow(name: string): void {
    const type = this.types.get(name);
    if (type !== undefined) this.types.set(name, { ...type, optional: false });
  }

  refer(name: string, place: Place): EndpointExpression {
    const type = this.types.get(name);
    if (type === undefined) throw place.wrong(`one of the names ${[...this.types.keys()].join(", ")}`);
    return { kind: "reference", name, type };
  }
}

/** Lowers an argument, a property or a header: a reference, a call, text, or a list or record of these. */
export function lowerValue(place: Place, scope: Scope): EndpointExpression {
  const { value } = place;
  if (typeof value === "string") return lowerText(place, scope);
  if (typeof value === "boolean" || typeof value === "number" || value === null) return { kind: "literal", value };
  if (Array.isArray(value)) return { kind: "list", items: place.items().map((item) => lowerValue(item, scope)) };
  if (place.has("ref")) return scope.refer(place.get("ref").text(), place);
  if (place.has("fn")) return lowerCall(place, scope);
  return { kind: "record", fields: place.entries().map(([key, field]) => [key, lowerValue(field, scope)]) };
}

/** Lowers text, which may be a template: `https://{Bucket}.{url#authority}`. */
export function lowerText(place: Place, scope: Scope): EndpointExpression {
  if (typeof place.value !== "string") return lowerValue(place, scope);
  const parts: (string | EndpointExpression)[] = [];
  let text = "";
  for (const token of place.value.match(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g) ?? []) {
    if (token === "{{" || token === "}}") text += token[0];
    else if (token === "{" || token === "}") throw place.wrong("braces in pairs");
    else if (!token.startsWith("{")) text += token;
    else {
      if (text !== "") parts.push(text);
      text = "";
      parts.push(lowerReference(token.slice(1, -1), place, scope));
    }
  }
  if (parts.length === 0) return { kind: "literal", value: text };
  return { kind: "template", parts: text === "" ? parts : [...parts, text] };
}

function lowerReference(text: string, place: Place, scope: Scope): EndpointExpression {
  const [name = "", ...path] = text.split("#");
  return lowerAttribute(scope.refer(name, place), path.join("."), place);
}

/** Lowers a call `{ fn, argv }` without its assignment. */
export function lowerCall(place: Place, scope: Scope): EndpointExpression {
  const name = place.get("fn");
  const signature = signatures[name.text()];
  if (signature === undefined) throw name.wrong(`one of the functions ${Object.keys(signatures).join(", ")}`);
  const given = place.get("argv");
  const values = given.items().map((item) => lowerValue(item, scope));
  if (signature.count !== undefined && values.length !== signature.count) {
    throw given.wrong(`${signature.count} arguments of ${name.text()}`);
  }
  return signature.lower(values, given);
}

interface Signature {
  readonly count?: number;
  lower(values: readonly EndpointExpression[], given: Place): EndpointExpression;
}

function call(name: EndpointFunction, of: EndpointType["of"], optional: boolean, count: number): Signature {
  return { count, lower: (values) => ({ kind: "call", function: name, arguments: values, type: { of, optional } }) };
}

const signatures: Readonly<Record<string, Signature>> = {
  isSet: call("isSet", "boolean", false, 1),
  not: { count: 1, lower: ([value]) => negate(value as EndpointExpression) },
  getAttr: { count: 2, lower: ([value], given) => lowerAttribute(value as EndpointExpression, pathOf(given), given) },
  stringEquals: call("equals", "boolean", false, 2),
  booleanEquals: { count: 2, lower: ([left, right]) => booleanEquals(left as never, right as never) },
  isValidHostLabel: call("isValidHostLabel", "boolean", false, 2),
  "aws.isVirtualHostableS3Bucket": call("isVirtualHostableS3Bucket", "boolean", false, 2),
  "aws.parseArn": call("parseArn", "arn", true, 1),
  parseURL: call("parseUrl", "url", true, 1),
  "aws.partition": call("partition", "partition", false, 1),
  substring: call("substring", "string", true, 4),
  uriEncode: { count: 1, lower: ([value]) => uriEncode(value as EndpointExpression) },
  coalesce: { lower: (values) => either("coalesce", values, values) },
  ite: { count: 3, lower: (values) => either("ite", values, values.slice(1)) },
  split: call("split", "stringArray", false, 3),
};

function pathOf(given: Place): string {
  return (given.items()[1] as Place).text();
}

function lowerAttribute(of: EndpointExpression, text: string, place: Place): EndpointExpression {
  if (text === "") return of;
  const path = [...text.matchAll(/([^.[\]]+)|\[(-?\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
  let type = typeOf(of);
  for (const step of path) type = typeOfStep(type, step, place);
  return { kind: "attribute", of, path, type };
}

function typeOfStep(type: EndpointType, step: string | number, place: Place): EndpointType {
  if (type.of === "stringArray" && typeof step === "number") return { of: "string", optional: true };
  if (type.of === "unknown") return { of: "unknown", optional: true };
  const of = fields[type.of]?.[step];
  if (of === undefined) throw place.wrong(`a part of ${type.of}, not "${step}"`);
  return { of, optional: type.optional };
}

const fields: Readonly<Record<string, Readonly<Record<string, EndpointType["of"]>>>> = {
  partition: {
    name: "string",
    dnsSuffix: "string",
    dualStackDnsSuffix: "string",
    implicitGlobalRegion: "string",
    supportsFIPS: "boolean",
    supportsDualStack: "boolean",
  },
  arn: { partition: "string", service: "string", region: "string", accountId: "string", resourceId: "stringArray" },
  url: { scheme: "string", authority: "string", path: "string", normalizedPath: "string", isIp: "boolean" },
};

/** `x == true` is `x`; `x == false` is `not x` where `x` is known to be set. */
function booleanEquals(left: EndpointExpression, right: EndpointExpression): EndpointExpression {
  if (left.kind === "literal" && right.kind !== "literal") return booleanEquals(right, left);
  const { of, optional } = typeOf(left);
  if (of === "boolean" && right.kind === "literal") {
    if (right.value === true) return left;
    if (right.value === false && !optional) return negate(left);
  }
  return { kind: "call", function: "equals", arguments: [left, right], type: aBoolean };
}

/** The opposite of a condition. */
export function negate(value: EndpointExpression): EndpointExpression {
  if (value.kind === "call" && value.function === "not") return value.arguments[0] as EndpointExpression;
  return { kind: "call", function: "not", arguments: [value], type: aBoolean };
}

function uriEncode(value: EndpointExpression): EndpointExpression {
  const type: EndpointType = { of: "string", optional: typeOf(value).optional };
  return { kind: "call", function: "uriEncode", arguments: [value], type };
}

/** One of several values of one type. */
function either(
  name: EndpointFunction,
  values: readonly EndpointExpression[],
  results: readonly EndpointExpression[],
): EndpointExpression {
  const types = results.map(typeOf);
  const optional = name === "coalesce" ? types.every((type) => type.optional) : types.some((type) => type.optional);
  const of = types[0] !== undefined && types.every((type) => type.of === types[0]?.of) ? types[0].of : "unknown";
  return { kind: "call", function: name, arguments: values, type: { of, optional } };
}

/** What an expression gives. */
export function typeOf(expression: EndpointExpression): EndpointType {
  switch (expression.kind) {
    case "literal":
      return { of: typeOfLiteral(expression.value), optional: expression.value === null };
    case "template":
      return { of: "string", optional: false };
    case "list":
    case "record":
      return { of: "unknown", optional: false };
    default:
      return expression.type;
  }
}

function typeOfLiteral(value: unknown): EndpointType["of"] {
  const type = typeof value;
  return type === "string" || type === "boolean" ? type : "unknown";
}

export const aBoolean: EndpointType = { of: "boolean", optional: false };
