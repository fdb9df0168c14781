import type { EndpointParameter } from "../../endpoints/endpoint.js";
import type { EndpointExpression, EndpointStatement, LoweredEndpoint } from "../../endpoints/lowered.js";
import { aBoolean, lowerCall, lowerText, lowerValue, negate, Scope, typeOf } from "./endpoint-rules-expression.js";
import { Place } from "./endpoint-rules-place.js";
import { simplify } from "./endpoint-rules-simplify.js";

/**
 * Lowers an endpoint rule set (`endpoint-rule-set-1.json`) to a tree of statements.
 *
 * The tree decides as the rules do, in fewer steps: conditions that earlier rules have settled are dropped, and
 * neighbours that begin with the same condition share it.
 *
 * `file` is what errors call the rule set.
 *
 * @throws EndpointProviderError naming the place, where the rules say what has no meaning.
 * @see botocore endpoint_provider.py; Smithy 2.0, "Rules engine specification"
 */
export function lowerRuleSet(ruleSet: unknown, file: string = "Endpoint rules"): LoweredEndpoint {
  const root = new Place(ruleSet, "", file);
  const parameters: Record<string, EndpointParameter> = {};
  const scope = new Scope();
  for (const [name, place] of root.get("parameters").entries()) {
    const parameter = lowerParameter(place);
    parameters[name] = parameter;
    scope.declare(
      name,
      { of: parameter.type, optional: parameter.default === undefined && !parameter.required },
      place,
    );
  }
  return { parameters, statements: simplify(lowerRules(root.get("rules"), scope)) };
}

function lowerParameter(place: Place): EndpointParameter {
  const type = parameterTypes[place.get("type").text().toLowerCase()];
  if (type === undefined) throw place.get("type").wrong("string, boolean or stringArray");
  const { required, default: fallback, builtIn } = place.value as EndpointParameter;
  return {
    type,
    ...(required ? { required } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(builtIn === undefined ? {} : { builtIn }),
  };
}

const parameterTypes: Readonly<Record<string, EndpointParameter["type"]>> = {
  string: "string",
  boolean: "boolean",
  stringarray: "stringArray",
};

function lowerRules(place: Place, scope: Scope): EndpointStatement[] {
  return place.items().flatMap((rule) => lowerRule(rule, scope.inner()));
}

function lowerRule(rule: Place, scope: Scope): readonly EndpointStatement[] {
  const conditions = rule.has("conditions") ? rule.get("conditions").items() : [];
  return lowerConditions(conditions, scope, () => lowerBody(rule, scope));
}

function lowerBody(rule: Place, scope: Scope): readonly EndpointStatement[] {
  const type = rule.get("type");
  switch (type.value) {
    case "tree":
      return lowerRules(rule.get("rules"), scope);
    case "error":
      return [{ kind: "error", message: lowerText(rule.get("error"), scope) }];
    case "endpoint":
      return lowerEndpoint(rule.get("endpoint"), scope);
    default:
      throw type.wrong("tree, endpoint or error");
  }
}

function lowerEndpoint(place: Place, scope: Scope): readonly EndpointStatement[] {
  const part = (key: string): EndpointExpression =>
    place.has(key) ? lowerValue(place.get(key), scope) : { kind: "record", fields: [] };
  const url = lowerText(place.get("url"), scope);
  return [...requireSet(url), { kind: "endpoint", url, properties: part("properties"), headers: part("headers") }];
}

/** A URL must not be built from what is unset, even where the rules forget to look. */
function requireSet(url: EndpointExpression): EndpointStatement[] {
  const parts = url.kind === "template" ? url.parts : [];
  return parts.flatMap((part): EndpointStatement[] => {
    if (typeof part === "string" || part.kind !== "reference" || !part.type.optional) return [];
    const isSet: EndpointExpression = { kind: "call", function: "isSet", arguments: [part], type: aBoolean };
    const message = `Cannot find value for required parameter ${part.name}`;
    return [
      { kind: "if", tests: [negate(isSet)], then: [{ kind: "error", message: { kind: "literal", value: message } }] },
    ];
  });
}

/** Nests conditions, so that what one of them assigns is known to those after it and to the body. */
function lowerConditions(
  conditions: readonly Place[],
  scope: Scope,
  body: () => readonly EndpointStatement[],
): readonly EndpointStatement[] {
  const [first, ...rest] = conditions;
  if (first === undefined) return body();
  const value = lowerCall(first, scope);
  if (!first.has("assign")) {
    const known = knownSetBy(value);
    if (known !== undefined) scope.narrow(known);
    return [{ kind: "if", tests: [value], then: lowerConditions(rest, scope, body) }];
  }
  const name = first.get("assign").text();
  const type = typeOf(value);
  scope.declare(name, { ...type, optional: false }, first);
  const then = lowerConditions(rest, scope, body);
  if (type.of === "boolean") {
    const named: EndpointExpression = { kind: "reference", name, type: { of: "boolean", optional: false } };
    return [{ kind: "bind", name, value, always: true, then: [{ kind: "if", tests: [named], then }] }];
  }
  return [{ kind: "bind", name, value, always: !type.optional, then }];
}

function knownSetBy(test: EndpointExpression): string | undefined {
  if (test.kind !== "call" || test.function !== "isSet") return undefined;
  const [value] = test.arguments;
  return value?.kind === "reference" ? value.name : undefined;
}
